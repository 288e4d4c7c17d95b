package dev.berth.session;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where the sessions are kept. Safe for use by many threads; for one session the caller makes sure that only one of
 * {@link #open}, {@link #openToRead}, {@link #delete}, {@link #quarantine} and {@link #release} runs at a time, on its lane.
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
     * The same for who only wants to read, which costs less; open for writing all the same when a crash has left something to settle,
     * or when the schema is to be brought forward. See {@link SessionLog#isForWriting}.
     */
    SessionLog openToRead(String id);

    /**
     * Removes a closed session for good. The order is crash-safe: once this has begun, the next start finishes it.
     *
     * @param forgotten called when the session can no longer come back, before its last trace goes
     */
    void delete(String id, Runnable forgotten);

    /** Sets a closed session's file aside with its reason; later calls for it are refused with that reason. */
    void quarantine(String id, String reason);

    /**
     * Looks through all of a session's file for what is wrong with it. It may be open, and whoever works on it is not held up;
     * it takes as long as the file is large.
     *
     * @throws Refusal when there is none, when it was set aside, or when a newer Berth wrote it
     * @throws StorageFailure when the file cannot be read now
     */
    Soundness check(String id);

    /** What was set aside, the latest first. @param max how many at most */
    List<SetAside> setAside(int max);

    /**
     * Brings back what was set aside, if it is sound by now. It goes on as another history, so that nobody takes what is told from
     * then on for the rest of what was told before.
     *
     * @param name as {@link #setAside} gives it
     * @throws Refusal when there is none, when it is not sound, or when there is a session with its id
     */
    void release(String name);

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

    /** How many were set aside and lie there still. */
    int quarantinedCount();

    /** Writes something small, makes it durable and takes it away again. @throws StorageFailure when that cannot be done now */
    void requireWritable();

    /** How much more may be written, in bytes; {@link Long#MAX_VALUE} when nobody knows. @throws StorageFailure when that cannot be seen */
    long freeBytes();

    /** Lets go of the folder. Called once, when no session is open any more. */
    @Override
    void close();

    /** All ids that start with {@code prefix}. */
    record IdGroup(String prefix, List<String> ids) {
    }
}
