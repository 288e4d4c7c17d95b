package dev.berth.session;

/** Whether a session may still be written to. */
public enum SessionStatus implements WireName {
    ACTIVE, ARCHIVED
}
