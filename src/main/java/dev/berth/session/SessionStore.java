package dev.berth.session;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where the sessions are kept. Safe for use by many threads; for one session the caller makes sure that only one of
 * {@link #open}, {@link #delete} and {@link #quarantine} runs at a time, on its lane.
 */
public interface SessionStore extends AutoCloseable {

    boolean exists(String id);

    /**
     * Makes a session durable, whole or not at all.
     *
     * @param meta its first metadata
     * @return false when there is one with this id already, which stays untouched
     */
    boolean create(String id, Map<String, MetaValue> meta, Event first);

    /**
     * Opens a session's storage, and brings an older schema forward.
     *
     * @throws Refusal when there is none, when it was set aside, or when a newer Berth wrote it
     * @throws StorageFailure when the file cannot be read; {@code DAMAGED} when it is no sound session
     */
    SessionLog open(String id);

    /**
     * Removes a closed session for good. The order is crash-safe: once this has begun, the next start finishes it.
     *
     * @param forgotten called when the session can no longer come back, before its last trace goes
     */
    void delete(String id, Runnable forgotten);

    /** Sets a closed session's file aside with its reason; later calls for it are refused with that reason. */
    void quarantine(String id, String reason);

    /**
     * Finishes the deletions that a crash cut short. Called once, at the start.
     *
     * @param forgotten called with each such session's id, before its last trace goes
     */
    void finishDeletions(Consumer<String> forgotten);

    /** The sessions whose files were not closed properly: what was going on in them has to be settled. */
    List<String> unclean();

    /** Visits the ids of all sessions, a part of them at a time, so that any number of them costs little memory. */
    void visitIds(Consumer<IdGroup> visitor);

    /** Lets go of the folder. Called once, when no session is open any more. */
    @Override
    void close();

    /** All ids that start with {@code prefix}. */
    record IdGroup(String prefix, List<String> ids) {
    }
}
