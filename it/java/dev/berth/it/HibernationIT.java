package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session that nobody uses")
class HibernationIT {

    private static final int OPEN_MAX = 5;

    private static OwnServer server;
    private final Berth berth = server.berth();
    private final String id = berth.newSession();

    @BeforeAll
    static void start() {
        server = new OwnServer("berth.sessions.idle", "300ms", "berth.sessions.open-max", Integer.toString(OPEN_MAX), "berth.echo.pause",
                "5ms").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("is closed under its open sockets; a ping wakes nothing, the next word does, and nobody notices (P7)")
    void sleepAndWake() {
        try (FollowSocket one = berth.socket(id, ""); FollowSocket other = berth.socket(id, "");
                FollowEvents events = berth.events("/sessions/" + id + "/events")) {
            one.ready();
            other.ready();
            Await.until("the stream's place", () -> !events.lastEventId().isEmpty());
            for (int night = 0; night < 3; night++) {
                berth.store(id, "awake " + night);
                awaitAsleep(id);
                int pongs = one.frames().ofType("pong").size();
                one.send(Json.object("type", "ping"));
                Await.until("a pong", () -> one.frames().ofType("pong").size() > pongs);
                one.send(Json.object("type", "typing"));
                int typing = night;
                Await.until("typing", () -> other.frames().ofType("typing").size() > typing);
                assertTrue(isAsleep(id), "a ping or typing woke it");
                String stored = berth.store(id, "good morning").getString("id");
                for (Frames frames : List.of(one.frames(), other.frames(), events.frames())) {
                    frames.await("the morning", frame -> frame.is("message") && frame.data().toString().contains(stored));
                }
            }
            assertTrue(one.isOpen() && other.isOpen() && !events.frames().hasEnded());
            for (Frames frames : List.of(one.frames(), other.frames(), events.frames())) {
                assertEquals(6, frames.ofType("message").size());
                assertEquals(List.of(), new FollowedText().apply(frames.all()).faults());
            }
        }
    }

    @Test
    @DisplayName("is woken by a prompt over its socket, and the whole answer comes (P7)")
    void wokenByPrompt() {
        try (FollowSocket socket = berth.socket(id, "?after=0")) {
            socket.ready();
            awaitAsleep(id);
            socket.send(Json.object("type", "prompt", "content", "good morning"));
            socket.frames().await("the end", frame -> frame.is("turn") && frame.data().toString().contains("\"completed\""));
            assertEquals(berth.texts(id), new FollowedText().apply(socket.frames().all()).texts());
        }
    }

    @Test
    @DisplayName("does not sleep while its agent works (P4)")
    void works() {
        String said = Words.of(300);
        String turnId = berth.prompt(id, said).getString("turnId");
        berth.awaitTurn(id, turnId, "completed");
        assertEquals(said, berth.messages(id).getJsonObject(1).getString("content"));
        awaitAsleep(id);
    }

    @Test
    @DisplayName("costs no open file when more are used than may be open (P7)")
    void openMax() {
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> berth.newSession()).toList();
        for (int round = 0; round < 2; round++) {
            ids.forEach(each -> berth.store(each, "used"));
        }
        Await.until("few open files", () -> openSessionFiles() <= OPEN_MAX);
        ids.forEach(each -> assertEquals(2, berth.messages(each).size()));
        Await.until("few open files", () -> openSessionFiles() <= OPEN_MAX);
    }

    @Test
    @DisplayName("or is used right now can be read by any SQLite tool from its file (P5)")
    void readable() throws Exception {
        berth.store(id, "in the file");
        assertEquals("in the file", contentIn(server.file(id)));
        berth.prompt(id, Words.of(200));
        assertEquals("in the file", contentIn(server.file(id)));
        awaitAsleep(id);
        assertEquals("in the file", contentIn(server.file(id)));
        berth.store(id, "still writable");
    }

    private static String contentIn(Path file) throws Exception {
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                ResultSet row = sqlite.createStatement().executeQuery("SELECT content FROM messages ORDER BY seq LIMIT 1")) {
            return row.getString(1);
        }
    }

    private static long openSessionFiles() {
        Path descriptors = Path.of("/proc/" + server.pid() + "/fd");
        String[] names = descriptors.toFile().list();
        return names == null ? 0 : List.of(names).stream().map(name -> target(descriptors.resolve(name)))
                .filter(target -> target.contains("/sessions/") && target.endsWith(".db")).distinct().count();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static void awaitAsleep(String id) {
        Await.until("sleep", () -> isAsleep(id));
    }

    /** SQLite removes the companions of a file when it is closed. */
    private static boolean isAsleep(String id) {
        Path file = server.file(id);
        return !Files.exists(file.resolveSibling(id + ".db-wal")) && !Files.exists(file.resolveSibling(id + ".db-shm"));
    }
}
