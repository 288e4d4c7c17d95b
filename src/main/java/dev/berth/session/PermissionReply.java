package dev.berth.session;

/** What people say to a permission that an agent asks for. */
public enum PermissionReply implements WireName {
    ONCE,
    /** Now, and whenever the same is asked for in this session again; other sessions are not touched. */
    ALWAYS,
    REJECT
}
