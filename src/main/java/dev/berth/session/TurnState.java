package dev.berth.session;

/** {@code queued → running → completed | stopped | failed | interrupted}. */
public enum TurnState implements WireName {
    QUEUED, RUNNING, COMPLETED, STOPPED, FAILED, INTERRUPTED;

    public boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }

    /** Whether the turn may be run again. */
    public boolean canRetry() {
        return this == STOPPED || this == FAILED || this == INTERRUPTED;
    }
}
