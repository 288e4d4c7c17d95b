package dev.berth.it.trials;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The file of one session, as anyone with an SQLite tool can lay hands on it. */
record SessionFile(Path path) {

    static SessionFile of(Path data, String id) {
        return new SessionFile(data.resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db"));
    }

    Path wal() {
        return path.resolveSibling(path.getFileName() + "-wal");
    }

    Path shm() {
        return path.resolveSibling(path.getFileName() + "-shm");
    }

    void execute(String... statements) throws SQLException {
        try (Connection tool = connect(); Statement s = tool.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path);
    }
}
