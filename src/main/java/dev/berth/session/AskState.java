package dev.berth.session;

/** How far something is that an agent asked of people: a permission or a question. */
public enum AskState implements WireName {
    PENDING, ANSWERED,
    /** Its turn ended, its deadline passed or its agent gave it up before anyone answered. */
    EXPIRED
}
