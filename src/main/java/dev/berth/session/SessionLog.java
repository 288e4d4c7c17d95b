package dev.berth.session;

/**
 * One session's open storage. All calls come from the session's lane, one at a time.
 *
 * <p>Work happens between {@link #begin} and {@link #commit}; {@code commit} returns only when everything is on disk (P1).
 * Between them each command is fenced: {@link #mark} before it, then {@link #keep} or {@link #undo}, so that one that
 * fails is undone alone. Every method may throw {@link StorageFailure}; afterwards only {@link #close} may be called.
 */
public interface SessionLog extends AutoCloseable {

    MessageTable messages();

    TaskTable tasks();

    MetaTable meta();

    TurnTable turns();

    EventTable events();

    PermissionTable permissions();

    QuestionTable questions();

    /** Whether it can be written to; else the first write fails with a {@link StorageFailure}. */
    boolean isForWriting();

    /** Whether the file is as large as a session's may be; looked up now and then, so that it costs nothing. */
    boolean isFull();

    void begin();

    /** Makes everything since {@link #begin} durable. A unit that wrote nothing costs no disk sync. */
    void commit();

    void mark();

    void keep();

    void undo();

    /** Lets go of the memory that only what was read until now needs; what is read later takes its own. Between begin and commit. */
    void shrink();

    /** Closes the file; what was not committed is undone. A second call does nothing. */
    @Override
    void close();
}
