package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text that looks like the wire")
class ForgedEventsIT {

    private static final List<String> FORGED = List.of("\r", "\n", "\r\n", "\n\n", "\r\r", "\r\n\r\n", "\u0085", "\u2028", "\u2029",
            "\u000b\u000c",
            "\ndata: {\"type\":\"forged\"}\n\n", "\r\ndata: {\"type\":\"forged\"}\r\n\r\n", "\rdata: {\"type\":\"forged\"}\r\r",
            "\nid: zzzz.999\n", "\nevent: done\n", "\nretry: 1\n", "\n: comment\n", "data:", "\"}\n\ndata: {\"type\":\"forged\"}\n\n",
            "\u2028data: {\"type\":\"forged\"}\u2028\u2028", "\\n\\ndata: x", "\ufeff", "</script><script>alert(1)</script>");

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("comes back over SSE as the text it is, whole, and no event is forged")
    void messages() {
        try (FollowEvents events = berth.events("/sessions/" + id + "/events?after=0")) {
            for (String text : FORGED) {
                String content = "before" + text + "after";
                String stored = berth.store(id, content).getString("id");
                Frame told = events.frames().await("the message", frame -> frame.is("message") && frame.data().toString().contains(stored));
                assertEquals(content, told.data().getJsonObject("message").getString("content"));
            }
            requireHonest(events);
        }
    }

    @Test
    @DisplayName("comes back in an answer, a tool's output, a reason, a title and a task as the text it is")
    void everywhereElse() {
        try (FollowEvents events = berth.events("/sessions/" + id + "/events?after=0")) {
            for (String text : FORGED) {
                String said = "a " + text + " b";
                berth.promptToEnd(id, said);
                berth.promptToEnd(id, "/tool bash " + Json.object("command", said));
                berth.patch("/sessions/" + id, Json.object("title", "t" + text + "t")).expect(200);
                berth.post("/sessions/" + id + "/tasks", Json.object("title", "t" + text + "t")).expect(201);
                berth.put("/sessions/" + id + "/meta/key", Json.object("value", said)).expect(200);
                assertEquals("t" + text + "t", berth.session(id).getString("title"));
            }
            String last = berth.store(id, "end").getString("id");
            events.frames().await("the end", frame -> frame.data().toString().contains(last));
            requireHonest(events);
            FollowedText text = new FollowedText().apply(events.frames().all());
            assertEquals(List.of(), text.faults());
            assertEquals(berth.texts(id), text.texts());
        }
    }

    @Test
    @DisplayName("comes back in the chat's own stream as the text it is")
    void chat() {
        for (String text : FORGED) {
            String said = "a " + text + " b";
            try (FollowEvents chat = berth.chat(id, said)) {
                chat.frames().awaitEnd();
                assertEquals(said, chat.frames().await("assistant").data().getString("content"));
                assertEquals(1, chat.frames().ofType("done").size());
                assertEquals(List.of(), chat.frames().ofType("forged"));
            }
        }
    }

    private void requireHonest(FollowEvents events) {
        for (Frame frame : events.frames().durable()) {
            assertEquals(Long.toString(frame.seq()), frame.id().split("\\.")[1]);
        }
        assertEquals(List.of(), events.frames().ofType("forged"));
        assertEquals(1000, events.retry());
    }
}
