package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.fuzz.Fuzz;
import dev.berth.live.Frame;
import dev.berth.session.Cursor;
import dev.berth.session.JsonWriter;
import dev.berth.session.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Whatever a client sends, the API")
class ApiFuzzTest {

    private static final List<String> MEMBERS = List.of("content", "role", "parts", "clientMessageId", "mode", "model", "title", "status",
            "description", "repoOwner", "repoName", "id", "userId", "value", "reply", "message", "answers", "reject", "position", "type");
    private static final List<Consumer<Body>> WISHES = List.of(Wishes::prompt, Wishes::message, Wishes::newTask, Wishes::taskChange,
            Wishes::metaValue, Wishes::reply, Wishes::replyMessage, Wishes::answers, Wishes::sessionChange,
            body -> Wishes.session(body, "local", null), body -> body.number("position"), body -> body.optionalArray("parts"));
    private static final int BODY_MAX = 1 << 20;

    @Test
    @DisplayName("reads a body to a sound wish, or refuses it")
    void body() {
        Fuzz.run("Body and Wishes", in -> {
            String text = in.random().nextBoolean() ? in.jsonObject(MEMBERS) : in.spoilt(in.jsonObject(MEMBERS));
            byte[] bytes = in.bytes(text);
            WISHES.forEach(wish -> orRefused(() -> wish.accept(Body.read(new ByteArrayInputStream(bytes), BODY_MAX))));
        });
    }

    @Test
    @DisplayName("reads any JSON to what is written back as the same")
    void value() {
        Fuzz.run("Body.parseValue", in -> {
            String text = in.random().nextInt(3) > 0 ? in.spoilt(in.json()) : in.text();
            orRefused(() -> {
                String again = Body.parseValue(text).toString();
                assertEquals(again, Body.parseValue(again).toString());
            });
        });
    }

    @Test
    @DisplayName("reads a parameter, or refuses it")
    void query() {
        Fuzz.run("Query", in -> {
            String text = in.random().nextBoolean() ? in.text() : in.spoilt(in.oneOf(List.of("25", "k3f9.1042", "7", "0", "-1")));
            orRefused(() -> assertTrue(Query.number("limit", text, 5, 1, 200) <= 200));
            orRefused(() -> Query.page(text, text, null));
            orRefused(() -> {
                Cursor cursor = Query.cursor(null, text);
                assertTrue(cursor == null || cursor.seq() >= 0);
            });
        });
    }

    @Test
    @DisplayName("writes any text as exactly one event that gives it back")
    void eventText() {
        Fuzz.run("EventText", in -> {
            String text = in.text();
            String json = new JsonWriter().beginObject().member("type", "message").member("content", text).endObject().toString();
            String plain = utf8(EventText.plain(Frame.passing("message", json)));
            String chat = utf8(EventText.chat("message", "k3f9.17", json));
            assertEquals("data: " + json + "\n\n", plain);
            assertEquals("event: message\nid: k3f9.17\ndata: " + json + "\n\n", chat);
            assertEquals(2, plain.split("[\r\n]", -1).length - 1, "line ends");
            assertEquals(4, chat.split("[\r\n]", -1).length - 1, "line ends");
        });
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What is no wish is refused, and nothing but refused. */
    private static void orRefused(Runnable reading) {
        try {
            reading.run();
        } catch (Refusal e) {
            assertTrue(!e.getMessage().isBlank());
        }
    }
}
