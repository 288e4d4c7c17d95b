package dev.berth.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts copies of a session on disk and into the catalogue, while no server uses them. */
final class BulkSessions {

    private BulkSessions() {
    }

    static Path file(Path data, String id) {
        return data.resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db");
    }

    /** @param template a session whose id is a UUID, and whose file was closed properly */
    static void add(Path data, String template, int count) {
        List<String> ids = new ArrayList<>();
        try {
            byte[] file = Files.readAllBytes(file(data, template));
            List<Integer> places = places(file, bytes(template));
            for (int i = 0; i < count; i++) {
                ids.add(UUID.randomUUID().toString());
                write(file(data, ids.get(i)), renamed(file, places, bytes(ids.get(i))));
            }
            catalogue(data, template, ids);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The catalogue could not be filled.", e);
        }
    }

    /** All ids are equally long, so that a copy is the same file with other letters. */
    private static byte[] renamed(byte[] file, List<Integer> places, byte[] id) {
        places.forEach(place -> System.arraycopy(id, 0, file, place, id.length));
        return file;
    }

    private static List<Integer> places(byte[] file, byte[] id) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i <= file.length - id.length; i++) {
            if (matches(file, i, id)) {
                places.add(i);
            }
        }
        return places;
    }

    private static boolean matches(byte[] file, int place, byte[] id) {
        for (int i = 0; i < id.length; i++) {
            if (file[place + i] != id[i]) {
                return false;
            }
        }
        return true;
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static void catalogue(Path data, String template, List<String> ids) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("catalogue.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            connection.setAutoCommit(false);
            statement.execute("CREATE TEMP TABLE copy AS SELECT * FROM sessions WHERE id = '" + template + "'");
            try (PreparedStatement rename = connection.prepareStatement("UPDATE copy SET id = ?, rank = rank - 1")) {
                for (String id : ids) {
                    rename.setString(1, id);
                    rename.executeUpdate();
                    statement.execute("INSERT INTO sessions SELECT * FROM copy");
                }
            }
            connection.commit();
        }
    }

    private static byte[] bytes(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }
}
