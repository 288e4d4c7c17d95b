package dev.berth.store;

import dev.berth.sqlite.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes files as older Berths wrote them, of any version there ever was, out of present ones that are closed. */
public final class OldFile {

    private OldFile() {
    }

    /** All versions before the present one. */
    public static List<Integer> versions() {
        return IntStream.range(1, Schema.VERSION).boxed().toList();
    }

    /** Puts a file of that version in the place of a present one, with all that it has a place for. */
    public static void become(Path file, int version) throws SQLException, IOException {
        Path old = file.resolveSibling(file.getFileName() + ".old");
        Files.deleteIfExists(old);
        try (Connection tool = SqliteFile.openDurable(old); Statement s = tool.createStatement()) {
            Schema.lift(tool, 0, version);
            s.execute("ATTACH '" + file + "' AS present");
            for (String table : tables(s)) {
                String columns = String.join(", ", columns(s, table));
                s.execute("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM present." + table);
            }
        }
        Files.move(old, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** All that a file holds, a line for each row, of the columns that the given version has, in an order of their own. */
    static List<String> rows(Path file, int version) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection tool = DriverManager.getConnection("jdbc:sqlite::memory:"); Statement s = tool.createStatement()) {
            Schema.lift(tool, 0, version);
            s.execute("ATTACH '" + file + "' AS present");
            for (String table : tables(s)) {
                List<String> columns = columns(s, table);
                try (ResultSet row = s.executeQuery("SELECT " + String.join(", ", columns) + " FROM present." + table)) {
                    while (row.next()) {
                        lines.add(table + ' ' + line(row, columns));
                    }
                }
            }
        }
        return lines.stream().sorted().toList();
    }

    private static String line(ResultSet row, List<String> columns) throws SQLException {
        StringBuilder line = new StringBuilder();
        for (String column : columns) {
            line.append(column).append('=').append(row.getObject(column)).append(' ');
        }
        return line.toString();
    }

    private static List<String> tables(Statement s) throws SQLException {
        return names(s, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    }

    private static List<String> columns(Statement s, String table) throws SQLException {
        return names(s, "SELECT name FROM pragma_table_info('" + table + "') ORDER BY name");
    }

    static List<String> names(Statement s, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = s.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
