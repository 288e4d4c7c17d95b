package dev.berth.it.trials;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a session's file holds.
 *
 * @param digests one for each table, over all its rows in order
 * @param epoch left out of these
 */
record Contents(Map<String, String> digests, String epoch) {

    private static final String EPOCH = "berth.epoch";

    static Contents of(SessionFile file) throws SQLException {
        try (Connection connection = file.connect(); Statement s = connection.createStatement()) {
            Map<String, String> digests = new TreeMap<>();
            for (String table : texts(s, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
                String condition = table.equals("session_meta") ? " WHERE key <> '" + EPOCH + "'" : "";
                digests.put(table, digest(s, "SELECT * FROM " + table + condition + " ORDER BY 1"));
            }
            return new Contents(digests, texts(s, "SELECT value FROM session_meta WHERE key = '" + EPOCH + "'").get(0));
        }
    }

    private static String digest(Statement s, String query) throws SQLException {
        try (ResultSet row = s.executeQuery(query)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            while (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    digest.update((row.getMetaData().getColumnName(i) + '=' + row.getString(i) + '\0').getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(Statement s, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet row = s.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }
}
