package dev.berth.session;

/**
 * The disk or the file failed, not the caller. Nothing of the transaction it happened in may be trusted: the session is
 * closed and opened again from disk (a failed sync must never be retried in place).
 */
public final class StorageFailure extends RuntimeException {

    /** What failed, as far as the storage can tell. */
    public enum Kind {
        /** The file holds no sound session; it has to be set aside. */
        DAMAGED,
        /** There is no room on the disk. */
        FULL,
        /** The file or the folder cannot be read or written now. */
        UNREACHABLE
    }

    private final Kind kind;

    public StorageFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What the caller is told; it names no path and no SQL. */
    public Refusal toRefusal() {
        return Refusal.unavailable(switch (kind) {
            case DAMAGED -> "This session's file is damaged and has been set aside.";
            case FULL -> "The disk is full.";
            case UNREACHABLE -> "The session's file cannot be used right now.";
        });
    }
}
