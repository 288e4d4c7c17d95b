package dev.berth.security;

import dev.berth.session.Pass;
import dev.berth.session.WireName;
import jakarta.servlet.ServletRequest;

/**
 * Who is calling, as found out before anything else looks at the request.
 *
 * @param userId the user it acts for when it names none
 * @param pass what it was let in by, such as a login or a share link, which may end while it is connected; null for what
 *        cannot end before Berth does
 * @param address where a guest comes from, since only its session can tell whether its link is right; else null
 */
public record Caller(Kind kind, String userId, boolean isAdmin, Pass pass, String address) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** How a caller was told apart. */
    public enum Kind implements WireName {
        /** The one person of local mode. */
        LOCAL,
        /** A program that holds the secret and is trusted to name whom it acts for. */
        SERVICE,
        /** Somebody who logged in, or a program with a token of the OpenID provider. */
        USER,
        /** Who came by a share link: may read the one session, and nothing else. */
        GUEST
    }

    /** The one person of local mode. */
    public static final Caller LOCAL = new Caller(Kind.LOCAL, "local", true, null, null);

    /** A trusted service that has not named whom it acts for. */
    public static final Caller SERVICE = new Caller(Kind.SERVICE, "service", true, null, null);

    /** Somebody whom the OpenID provider vouches for. */
    public static Caller user(String userId, boolean isAdmin, Pass pass) {
        return new Caller(Kind.USER, userId, isAdmin, pass, null);
    }

    /** Who came by a share link. */
    public static Caller guest(Pass pass, String address) {
        return new Caller(Kind.GUEST, "guest", false, pass, address);
    }

    /** The same service once it has named whom it acts for: from then on it sees what that user would. */
    public Caller actingFor(String named) {
        return new Caller(Kind.USER, named, false, pass, null);
    }

    /** The caller of a request that has passed the gate. */
    public static Caller of(ServletRequest request) {
        return (Caller) request.getAttribute(ATTRIBUTE);
    }

    /** Whether it may act for any user that it names. */
    public boolean mayNameOthers() {
        return kind == Kind.LOCAL || kind == Kind.SERVICE;
    }

    /** Whether a session that does not exist is made when it is first used, as the first design did. */
    public boolean createsOnFirstUse() {
        return kind == Kind.LOCAL;
    }

    /** Whether it only reads. */
    public boolean isGuest() {
        return kind == Kind.GUEST;
    }

    /** Whether every session is open to it, whoever's it is. */
    public boolean seesAll() {
        return kind == Kind.LOCAL || kind == Kind.SERVICE;
    }

    void on(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
