package dev.berth.session;

/** Who said a message. */
public enum Role implements WireName {
    USER, ASSISTANT, SYSTEM
}
