package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Those who operate Berth")
class AdminIT {

    private static OwnServer server;
    private final Berth berth = server.berth();

    @BeforeAll
    static void start() {
        server = new OwnServer("berth.echo.pause", "20ms").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("see which sessions are in use, and how")
    void inUse() {
        String id = filled();
        try (FollowSocket socket = berth.socket(id, "")) {
            socket.ready();
            JsonObject use = use(id);
            assertTrue(use.getBoolean("awake"));
            assertFalse(use.getBoolean("busy"));
            assertEquals(1, use.getInt("followers"));
            assertEquals(0, use.getInt("waiting"));
            assertTrue(use.getInt("unusedSeconds") >= 0);
        }
        JsonObject all = berth.get("/admin/sessions?limit=1").expect(200).object();
        assertEquals(1, all.getJsonArray("sessions").size());
        assertTrue(all.getInt("inUse") >= all.getInt("awake") && all.getInt("awake") >= 1);
        Problems.assertProblem(400, "limit", berth.get("/admin/sessions?limit=0"));
        Problems.assertProblem(400, "limit", berth.get("/admin/quarantine?limit=1001"));
    }

    @Test
    @DisplayName("put a session to sleep under its followers, who notice nothing (P7)")
    void evict() {
        String id = filled();
        try (FollowSocket socket = berth.socket(id, ""); FollowEvents events = berth.events("/sessions/" + id + "/events")) {
            socket.ready();
            Await.until("the stream's place", () -> !events.lastEventId().isEmpty());
            for (int i = 0; i < 5; i++) {
                berth.post("/admin/sessions/" + id + "/evict").expect(204);
                assertFalse(Files.exists(log(server.file(id))));
                assertFalse(use(id).getBoolean("awake"));
                String stored = berth.store(id, "after " + i).getString("id");
                for (Frames frames : List.of(socket.frames(), events.frames())) {
                    frames.await("the word", frame -> frame.is("message") && frame.data().toString().contains(stored));
                }
            }
            for (Frames frames : List.of(socket.frames(), events.frames())) {
                assertEquals(5, frames.ofType("message").size());
                assertEquals(List.of(), frames.ofType("resync"));
            }
            assertTrue(socket.isOpen() && !events.frames().hasEnded());
        }
        Problems.assertProblem(404, "no such session", berth.post("/admin/sessions/none/evict"));
        Problems.assertProblem(400, "id must be", berth.post("/admin/sessions/-/evict"));
    }

    @Test
    @DisplayName("do not put a session to sleep while a turn runs in it (P4)")
    void evictBusy() {
        String id = filled();
        String turnId = berth.prompt(id, Words.of(400)).getString("turnId");
        Problems.assertProblem(409, "A turn runs", berth.post("/admin/sessions/" + id + "/evict"));
        berth.post("/sessions/" + id + "/stop").expect(200);
        berth.awaitTurn(id, turnId, "stopped");
        Await.until("sleep", () -> berth.post("/admin/sessions/" + id + "/evict").status() == 204);
    }

    @Test
    @DisplayName("have a session looked through while it is written to, and find what was planted in its file")
    void check() throws Exception {
        String id = filled();
        String turnId = berth.prompt(id, Words.of(60)).getString("turnId");
        assertEquals("{\"ok\":true,\"setAside\":false,\"findings\":[]}", checked(id).toString());
        berth.awaitTurn(id, turnId, "completed");
        assertEquals("{\"ok\":true,\"setAside\":false,\"findings\":[]}", checked(id).toString());
        execute(server.file(id), "DELETE FROM events WHERE seq = 3");
        JsonObject found = checked(id);
        assertFalse(found.getBoolean("ok") || found.getBoolean("setAside"));
        assertEquals("[\"messages without the event that tells of them (1, the first is number 3)\"]", found.get("findings").toString());
        berth.store(id, "it goes on");
        Problems.assertProblem(404, "no such session", berth.post("/admin/sessions/none/check"));
    }

    @Test
    @DisplayName("find a damaged session, which is set aside; repaired and released it is there again with all its events (P5, P6)")
    void quarantine() throws Exception {
        String id = filled();
        String neighbour = filled();
        List<String> before = events(id);
        berth.post("/admin/sessions/" + id + "/evict").expect(204);
        byte[] sound = Files.readAllBytes(server.file(id));
        overwritePages(server.file(id));
        JsonObject found = checked(id);
        assertTrue(found.getBoolean("setAside") && !found.getJsonArray("findings").isEmpty());
        Problems.assertProblem(503, "set aside", berth.get("/sessions/" + id));
        JsonObject aside = berth.get("/admin/quarantine").expect(200).array().getJsonObject(0);
        assertEquals(id, aside.getString("id"));
        assertEquals("its file is damaged.", aside.getString("reason"));
        assertEquals(sound.length, aside.getInt("bytes"));
        assertTrue(aside.getInt("setAsideAt") > 1_000_000_000);
        String release = "/admin/quarantine/" + aside.getString("name") + "/release";
        assertEquals(422, berth.post(release).status());
        Files.write(server.data().resolve("quarantine").resolve(id).resolve(id + ".db"), sound);
        assertEquals(id, berth.post(release).expect(200).object().getString("id"));
        assertEquals(before, events(id));
        berth.promptToEnd(id, "it goes on");
        assertTrue(checked(id).getBoolean("ok"));
        assertEquals(JsonValue.EMPTY_JSON_ARRAY, berth.get("/admin/quarantine").expect(200).array());
        Problems.assertProblem(404, "no such set-aside file", berth.post(release));
        Problems.assertProblem(400, "id must be", berth.post("/admin/quarantine/-/release"));
        berth.promptToEnd(neighbour, "untouched");
    }

    @Test
    @DisplayName("do not bring back what was set aside while there is a session with its id")
    void taken() throws Exception {
        String id = filled();
        berth.post("/admin/sessions/" + id + "/evict").expect(204);
        byte[] sound = Files.readAllBytes(server.file(id));
        overwritePages(server.file(id));
        assertTrue(checked(id).getBoolean("setAside"));
        Files.write(server.file(id), sound);
        Problems.assertProblem(409, "There is a session with this id", berth.post("/admin/quarantine/" + id + "/release"));
        berth.store(id, "the new one goes on");
        berth.delete("/sessions/" + id).expect(204);
        Problems.assertProblem(404, "", berth.post("/admin/quarantine/" + id + "/release"));
    }

    @Test
    @DisplayName("make the list again from the files while it is read, and it is what it was (P5)")
    void rebuild() throws Exception {
        List<String> ids = IntStream.range(0, 20).mapToObj(i -> berth.newSession("lister")).toList();
        berth.patch("/sessions/" + ids.get(3), Json.object("title", "Renamed")).expect(200);
        berth.patch("/sessions/" + ids.get(4), Json.object("status", "archived")).expect(200);
        String before = listed();
        int count = berth.post("/admin/catalogue/rebuild").expect(200).object().getInt("sessions");
        assertTrue(count >= 20, "only " + count);
        assertEquals(before, listed());
        execute(server.data().resolve("catalogue.db"), "UPDATE sessions SET title = 'wrong', status = 'active' WHERE user_id = 'lister'",
                "INSERT INTO sessions SELECT 'gone' || id, user_id, repo_owner, repo_name, title, status, activity, rank, card, counted "
                        + "FROM sessions");
        assertEquals(count, berth.post("/admin/catalogue/rebuild").expect(200).object().getInt("sessions"));
        assertEquals(before, listed());
        assertEquals(1, berth.get("/sessions?userId=lister&status=archived").expect(200).array().size());
    }

    private JsonObject checked(String id) {
        return berth.post("/admin/sessions/" + id + "/check").expect(200).object();
    }

    private JsonObject use(String id) {
        return berth.get("/admin/sessions?limit=1000").expect(200).object().getJsonArray("sessions").getValuesAs(JsonObject.class).stream()
                .filter(use -> use.getString("id").equals(id)).findFirst().orElseThrow();
    }

    private String listed() {
        return berth.get("/sessions?userId=lister").expect(200).body();
    }

    private String filled() {
        String id = berth.newSession();
        for (int i = 0; i < 30; i++) {
            berth.store(id, "words that fill some pages of the file " + "x".repeat(500));
        }
        return id;
    }

    private List<String> events(String id) {
        long head = berth.session(id).getJsonNumber("seq").longValue();
        try (FollowEvents all = berth.events("/sessions/" + id + "/events?after=0")) {
            all.frames().await("event " + head, frame -> frame.seq() >= head);
            return all.frames().durable().stream().map(frame -> frame.data().toString()).toList();
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private static void overwritePages(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long page = 1; page * 4096 < bytes.length(); page++) {
                bytes.seek(page * 4096);
                bytes.write(new byte[64]);
            }
        }
    }

    private static void execute(Path file, String... statements) throws SQLException {
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file); Statement s = sqlite.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
    }
}
