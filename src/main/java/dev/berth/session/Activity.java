package dev.berth.session;

/** What a session is doing; follows from its turns. */
public enum Activity implements WireName {
    /** Nothing runs and nothing failed last. */
    IDLE,
    /** A turn runs or is queued. */
    RUNNING,
    /** The agent waits for an answer. */
    WAITING,
    /** The latest turn failed or was interrupted. */
    FAILED
}
