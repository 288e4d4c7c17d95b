package dev.berth.sqlite;

import dev.berth.session.StorageFailure;
import dev.berth.session.StorageFailure.Kind;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what a failure of SQLite means for the session it happened in. */
public final class SqliteFailure {

    private SqliteFailure() {
    }

    /** Wraps whatever the driver or EclipseLink threw; a failure that is wrapped already comes back as it is. */
    public static StorageFailure of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof StorageFailure known) {
                return known;
            }
            if (t instanceof SQLiteException sqlite) {
                return new StorageFailure(kind(sqlite.getResultCode()), sqlite.getMessage(), thrown);
            }
        }
        return new StorageFailure(Kind.UNREACHABLE, String.valueOf(thrown.getMessage()), thrown);
    }

    private static Kind kind(SQLiteErrorCode code) {
        // Extended codes keep the primary one in their low byte.
        return switch (code.code & 0xff) {
            case 11, 24, 26 -> Kind.DAMAGED; // CORRUPT, FORMAT, NOTADB
            case 13 -> Kind.FULL;
            default -> Kind.UNREACHABLE;
        };
    }
}
