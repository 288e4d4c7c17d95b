package dev.berth.catalogue;

import dev.berth.sqlite.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A catalogue as version 2 had it: without tasks. */
public final class OldCatalogue {

    private OldCatalogue() {
    }

    /** Makes it one of version 2; nobody may have it open. */
    public static void become(Path data) throws SQLException {
        try (Connection tool = SqliteFile.openDerived(data.resolve("catalogue.db")); Statement s = tool.createStatement()) {
            for (String sql : List.of("DROP INDEX idx_sessions_uncounted", "DROP INDEX idx_sessions_activity",
                    "ALTER TABLE sessions DROP COLUMN counted", "UPDATE sessions SET card = json_remove(card, '$.tasks')",
                    "PRAGMA user_version = 2")) {
                s.execute(sql);
            }
        }
    }
}
