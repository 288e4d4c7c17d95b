package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A chat")
class ChatIT {

    private static final String SAID = Words.of(20);

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("streams ack, the turn's events with their ids, the whole answer, and done (first design)")
    void stream() {
        try (FollowEvents chat = berth.chat(id, SAID)) {
            assertEquals(200, chat.status());
            assertTrue(chat.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
            chat.frames().awaitEnd();
            List<Frame> frames = chat.frames().all();
            Frame ack = frames.get(0);
            Frame assistant = frames.get(frames.size() - 2);
            Frame done = frames.get(frames.size() - 1);
            requireAck(ack);
            requireAssistant(assistant.data());
            assertEquals("done done completed", done.event() + " " + done.type() + " " + done.data().getString("state"));
            assertEquals(ack.data().getString("turnId"), done.data().getString("turnId"));
            requireEvents(frames.subList(1, frames.size() - 2));
        }
    }

    private void requireAck(Frame ack) {
        assertEquals("message ack Message received", ack.event() + " " + ack.type() + " " + ack.data().getString("content"));
        assertEquals(0, ack.data().getInt("position"));
        assertTrue(ack.id().matches("[a-z0-9]+\\.[0-9]+"), ack.id());
        assertEquals(ack.data().getString("messageId"), berth.messages(id).getJsonObject(0).getString("id"));
    }

    private void requireAssistant(JsonObject assistant) {
        assertEquals("assistant assistant", assistant.getString("type") + " " + assistant.getString("role"));
        assertEquals(SAID, assistant.getString("content"));
        JsonObject stored = berth.messages(id).getJsonObject(1);
        assertEquals(stored.getString("id"), assistant.getString("id"));
        assertEquals(stored.getJsonArray("parts"), assistant.getJsonArray("parts"));
        assertEquals(SAID, stored.getString("content"));
    }

    private void requireEvents(List<Frame> events) {
        for (Frame event : events) {
            assertEquals("message", event.event());
            assertTrue(event.id().endsWith("." + event.seq()), event.id() + " " + event.data());
        }
        FollowedText text = new FollowedText().apply(events);
        assertEquals(List.of(), text.faults());
        assertTrue(text.texts().containsValue(SAID), text.texts().toString());
    }

    @Test
    @DisplayName("is answered with 202 for who does not want a stream, by ?wait=false or by Accept")
    void accepted() {
        Reply byQuery = berth.post("/chat/" + id + "?wait=false", Json.object("content", "hello")).expect(202);
        JsonObject accepted = byQuery.object();
        assertEquals(0, accepted.getInt("position"));
        assertTrue(accepted.getInt("seq") > 0);
        assertEquals("hello", berth.messages(id).getJsonObject(0).getString("content"));
        berth.awaitTurn(id, accepted.getString("turnId"), "completed");
        Reply byAccept = berth.post("/chat/" + id, Json.object("content", "again"), "Accept", "application/json").expect(202);
        berth.awaitTurn(id, byAccept.object().getString("turnId"), "completed");
        assertEquals(List.of("hello", "hello", "again", "again"), Json.texts(berth.messages(id), "content"));
    }

    @Test
    @DisplayName("without words is refused with the first design's sentence, and nothing is stored")
    void blank() {
        for (String content : List.of("", " ", "\n\t ")) {
            JsonObject problem = Problems.assertProblem(400, "", berth.post("/chat/x", Json.object("content", content)));
            assertEquals("Message content required", problem.getString("error"));
        }
        Problems.assertProblem(400, "Message content required", berth.post("/chat/x", Json.object()));
        Problems.assertProblem(400, "Message content required", berth.post("/chat/x?wait=false", Json.object("content", null)));
        Problems.assertProblem(404, "session", berth.get("/sessions/x"));
    }

    @Test
    @DisplayName("with the same clientMessageId is one turn, however often it is sent (P1)")
    void once() {
        JsonObject wish = Json.object("content", "hello", "clientMessageId", "c-1");
        JsonObject first = berth.post("/chat/" + id + "?wait=false", wish).expect(202).object();
        JsonObject again = berth.post("/chat/" + id + "?wait=false", wish).expect(202).object();
        assertEquals(first.getString("turnId") + first.getString("messageId"), again.getString("turnId") + again.getString("messageId"));
        berth.awaitTurn(id, first.getString("turnId"), "completed");
        try (FollowEvents chat = berth.chat(id, wish)) {
            chat.frames().awaitEnd();
            assertEquals(first.getString("turnId"), chat.frames().await("ack").data().getString("turnId"));
            assertEquals("completed", chat.frames().await("done").data().getString("state"));
        }
        assertEquals(2, berth.messages(id).size());
        Reply other = berth.post("/chat/" + id + "?wait=false", Json.object("content", "other", "clientMessageId", "c-1"));
        Problems.assertProblem(409, "clientMessageId", other);
    }

    @Test
    @DisplayName("works in the session's mode, or in the message's own")
    void mode() {
        assertEquals("build", berth.promptToEnd(id, "hello").getString("mode"));
        JsonObject planned = berth.post("/chat/" + id + "?wait=false", Json.object("content", "hello", "mode",
                "plan")).expect(202).object();
        assertEquals("plan", berth.turn(id, planned.getString("turnId")).getString("mode"));
        berth.patch("/sessions/" + id, Json.object("mode", "plan")).expect(200);
        assertEquals("plan", berth.promptToEnd(id, "hello").getString("mode"));
    }

    @Test
    @DisplayName("goes on when its stream is closed (P4)")
    void closing() {
        String said = Words.of(100);
        String turnId;
        try (FollowEvents chat = berth.chat(id, said)) {
            turnId = chat.frames().await("ack").data().getString("turnId");
            chat.frames().await("message");
        }
        berth.awaitTurn(id, turnId, "completed");
        assertEquals(said, berth.messages(id).getJsonObject(1).getString("content"));
    }

    @Test
    @DisplayName("is picked up by its turn's id, from the beginning and to its end (P3)")
    void pickedUpByTurn() {
        String said = Words.of(150);
        String turnId = berth.prompt(id, said).getString("turnId");
        try (FollowEvents stream = berth.events("/chat/" + id + "/stream?turnId=" + turnId)) {
            assertEquals(200, stream.status());
            stream.frames().awaitEnd();
            FollowedText text = new FollowedText().apply(stream.frames().all());
            assertEquals(List.of(), text.faults());
            assertTrue(text.texts().containsValue(said));
            assertEquals(said, stream.frames().await("assistant").data().getString("content"));
            assertEquals("completed", stream.frames().await("done").data().getString("state"));
        }
    }

    @Test
    @DisplayName("is picked up after the last event that was seen, without a gap and without a repeat (P3)")
    void pickedUpByLastEvent() {
        String said = Words.of(300);
        FollowedText text = new FollowedText();
        String last;
        try (FollowEvents chat = berth.chat(id, said)) {
            chat.frames().await("message-delta");
            chat.cut();
            text.apply(chat.frames().durable());
            last = chat.lastEventId();
        }
        try (FollowEvents stream = berth.events("/chat/" + id + "/stream", "Last-Event-ID", last)) {
            assertEquals(200, stream.status());
            stream.frames().awaitEnd();
            text.apply(stream.frames().durable());
            assertEquals("completed", stream.frames().await("done").data().getString("state"));
        }
        assertEquals(List.of(), text.faults());
        assertTrue(text.texts().containsValue(said));
    }

    @Test
    @DisplayName("cannot be picked up when no turn runs: 204")
    void nothingRuns() {
        Reply none = berth.get("/chat/" + id + "/stream");
        assertEquals("204 ", none.expect(204).status() + " " + none.body());
        String turnId = berth.promptToEnd(id, "hello").getString("id");
        berth.get("/chat/" + id + "/stream").expect(204);
        berth.get("/chat/" + id + "/stream?turnId=" + turnId).expect(204);
        Problems.assertProblem(404, "turn", berth.get("/chat/" + id + "/stream?turnId=nobody"));
    }
}
