package dev.berth.store;

import dev.berth.session.Identity;
import dev.berth.session.MetaValue;
import dev.berth.session.Soundness;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * Makes a file another history than the one it was until now: who followed that one and comes to this one is told so, and never
 * takes what is told from here on for the rest of it (P3).
 */
final class Epoch {

    private Epoch() {
    }

    /**
     * Has a copy begin another history, and looks through all of it.
     *
     * @return what was found that is no damage
     * @throws StorageFailure when it is no sound session
     * @throws dev.berth.session.Refusal when a newer Berth wrote it
     */
    static Soundness begin(Path copy, String id) throws SQLException {
        renew(copy);
        try (Connection own = SqliteFile.openUntouched(copy)) {
            Soundness soundness = Inspection.of(own, id);
            if (soundness.damaged()) {
                throw new StorageFailure(StorageFailure.Kind.DAMAGED, soundness.sentence(), null);
            }
            return soundness;
        }
    }

    /** Nobody else may use the file. It has no log beside it afterwards. */
    static void renew(Path file) throws SQLException {
        try (Connection own = SqliteFile.openAlone(file)) {
            Schema.require(own);
            for (Map.Entry<String, MetaValue> entry : Identity.metaOfCopy().entrySet()) {
                replace(own, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void replace(Connection own, String key, MetaValue value) throws SQLException {
        try (PreparedStatement s = own.prepareStatement("UPDATE session_meta SET value = ? WHERE key = ?")) {
            s.setString(1, value.text());
            s.setString(2, key);
            if (s.executeUpdate() != 1) {
                throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the session's own entry " + key + " is missing", null);
            }
        }
    }
}
