package dev.berth.session;

/** How far a task is. */
public enum TaskStatus implements WireName {
    PENDING, IN_PROGRESS, COMPLETED, CANCELLED
}
