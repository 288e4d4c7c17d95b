package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A folder in which something is broken")
class DamageIT {

    private static final String OWNER = "somebody";
    private static OwnServer server;

    @BeforeAll
    static void start() {
        server = new OwnServer("berth.sessions.idle", "200ms", "berth.echo.pause", "0ms").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("refuses the broken sessions with 503 and a sentence; all others work, with and without a restart (P6)")
    void damaged() throws Exception {
        Map<String, Damage> broken = new LinkedHashMap<>();
        for (Damage damage : Damage.values()) {
            broken.put(newSession(), damage);
        }
        String sound = newSession();
        broken.keySet().forEach(DamageIT::awaitAsleep);
        for (Map.Entry<String, Damage> each : broken.entrySet()) {
            each.getValue().apply(server.file(each.getKey()));
        }
        requireOnlyBrokenRefused(broken, sound);
        server.stop();
        server.start();
        requireOnlyBrokenRefused(broken, sound);
        for (String id : broken.keySet()) {
            server.berth().delete("/sessions/" + id);
        }
        requireOnlyBrokenRefused(Map.of(), sound);
    }

    @Test
    @DisplayName("has its list again when the catalogue was thrown away (P5)")
    void catalogue() throws Exception {
        String renamed = newSession(OWNER);
        String archived = newSession(OWNER);
        String deleted = newSession(OWNER);
        server.berth().patch("/sessions/" + renamed, Json.object("title", "Renamed")).expect(200);
        server.berth().patch("/sessions/" + archived, Json.object("status", "archived")).expect(200);
        server.berth().delete("/sessions/" + deleted).expect(204);
        SortedSet<String> before = listed();
        server.stop();
        for (String name : DataFolder.of(server.data()).files("catalogue.db")) {
            Files.delete(server.data().resolve(name));
        }
        assertEquals(List.of(), DataFolder.of(server.data()).files("catalogue.db"));
        server.start();
        Await.until("the whole list", DamageIT::listed, before::equals);
    }

    private static void requireOnlyBrokenRefused(Map<String, Damage> broken, String sound) {
        Berth berth = server.berth();
        broken.forEach((id, damage) -> {
            for (Reply reply : new Reply[] {berth.get("/sessions/" + id), berth.get("/chat/" + id + "/messages"),
                berth.post("/chat/" + id + "?wait=false", Json.object("content", "x")), berth.get("/sessions/" + id + "/events")}) {
                assertEquals(503, reply.status(), damage + ": " + reply.body());
                Problems.assertProblem(503, "", reply);
            }
        });
        berth.promptToEnd(sound, "hello");
        berth.promptToEnd(berth.newSession(), "hello");
        berth.get("/sessions").expect(200);
    }

    private static String newSession() {
        return newSession("local");
    }

    private static String newSession(String userId) {
        Berth berth = server.berth();
        String id = berth.newSession(userId);
        for (int i = 0; i < 60; i++) {
            berth.store(id, "words that fill some pages of the file " + "x".repeat(500));
        }
        return id;
    }

    private static SortedSet<String> listed() {
        SortedSet<String> lines = new TreeSet<>();
        for (JsonObject s : server.berth().get("/sessions?userId=" + OWNER).expect(200).array().getValuesAs(JsonObject.class)) {
            lines.add(s.getString("id") + " " + s.get("title") + " " + s.getString("status") + " " + s.getString("repoOwner") + " "
                    + s.get("createdAt"));
        }
        return lines;
    }

    private static void awaitAsleep(String id) {
        Await.until("sleep", () -> !Files.exists(server.file(id).resolveSibling(id + ".db-wal")));
    }

    private enum Damage {
        FLIPPED {
            @Override
            void apply(Path file) throws IOException {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    for (long page = 1; page * 4096 < bytes.length(); page++) {
                        bytes.seek(page * 4096);
                        bytes.write(new byte[64]);
                    }
                }
            }
        },
        HEADER_FLIPPED {
            @Override
            void apply(Path file) throws IOException {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    bytes.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
                }
            }
        },
        TRUNCATED {
            @Override
            void apply(Path file) throws IOException {
                try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                    bytes.setLength(5_000);
                }
            }
        },
        EMPTIED {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        NOT_SQLITE {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, "This is a letter and no database. ".repeat(500).getBytes(StandardCharsets.UTF_8));
            }
        },
        NEWER {
            @Override
            void apply(Path file) throws SQLException {
                execute(file, "PRAGMA user_version = 99");
            }
        },
        ANOTHERS {
            @Override
            void apply(Path file) throws SQLException {
                execute(file, "PRAGMA application_id = 1");
            }
        };

        abstract void apply(Path file) throws IOException, SQLException;

        private static void execute(Path file, String sql) throws SQLException {
            try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file); Statement statement = sqlite.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
