package dev.berth.it.access;

/** What a route asks of who calls it. */
enum Right {
    /** To read one session, which a share link gives too. */
    READ,
    /** To be the owner of the one session. */
    OWN,
    /** To be somebody, and not a guest. */
    MEMBER,
    /** To look after the server. */
    ADMIN
}
