package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that is stopped, or cannot start")
class StopIT {

    @Test
    @DisplayName("in mid-answer tells its clients, loses nothing, and shows the turn as interrupted afterwards (P1)")
    void stopped() throws Exception {
        try (OwnServer server = new OwnServer("berth.echo.pause", "30ms").start()) {
            Berth berth = server.berth();
            String id = berth.newSession();
            FollowSocket socket = berth.socket(id, "?after=0");
            FollowEvents events = berth.events("/sessions/" + id + "/events?after=0");
            FollowEvents dashboard = berth.events("/events");
            String turnId = berth.prompt(id, Words.of(150)).getString("turnId");
            socket.frames().await("message-delta");
            events.frames().await("message-delta");
            server.stop();
            assertTrue(List.of(1001, 1012).contains(socket.awaitClose()), "close code " + socket.awaitClose());
            events.frames().awaitEnd();
            dashboard.frames().awaitEnd();
            assertFalse(DataFolder.of(server.data()).all().stream().anyMatch(name -> name.endsWith("-wal")), "a file was left open");
            server.start();
            requireKept(server.berth(), id, turnId, List.of(socket.frames(), events.frames()));
        }
    }

    private static void requireKept(Berth berth, String id, String turnId, List<Frames> followers) {
        assertEquals("interrupted", berth.turn(id, turnId).getString("state"));
        Map<String, String> stored = berth.texts(id);
        for (Frames frames : followers) {
            FollowedText seen = new FollowedText().apply(frames.all());
            assertEquals(List.of(), seen.faults());
            seen.texts().forEach((messageId, text) -> assertTrue(stored.getOrDefault(messageId, "").startsWith(text), text));
        }
        berth.post("/sessions/" + id + "/turns/" + turnId + "/retry").expect(200);
        berth.awaitTurn(id, turnId, "completed");
    }

    @Test
    @DisplayName("by a wrong setting says so in one sentence that names it")
    void wrongSetting() {
        for (String[] wrong : new String[][] {{"berth.sessions.idle", "soon"}, {"berth.agent", "nobody"}}) {
            try (OwnServer server = new OwnServer(wrong)) {
                requireRefused(wrong[0], server);
            }
        }
    }

    @Test
    @DisplayName("by another server on its folder says so in one sentence, and the other one goes on")
    void sameFolder() {
        try (OwnServer first = new OwnServer().start()) {
            String id = first.berth().newSession();
            requireRefused("berth.data", new OwnServer(first.data()));
            first.berth().store(id, "still here");
        }
    }

    private static void requireRefused(String setting, OwnServer server) {
        IllegalStateException refused = assertThrows(IllegalStateException.class, server::start);
        assertTrue(refused.getMessage().startsWith("Berth cannot start: "), refused.getMessage());
        assertTrue(refused.getMessage().contains(setting), refused.getMessage());
        assertFalse(refused.getMessage().contains("Exception"), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
        assertFalse(server.isAlive());
    }
}
