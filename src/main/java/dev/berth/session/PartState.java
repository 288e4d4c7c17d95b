package dev.berth.session;

/** How far a part of an answer is. */
public enum PartState implements WireName {
    PENDING, RUNNING, COMPLETE, ERROR
}
