package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.Json;
import dev.berth.it.SharedServer;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T23. Read by a parser that nobody here wrote: the JAX-RS one, by Jersey. {@code -Dberth.it.texts=…} tries as many. */
@DisplayName("Text that is put together from pieces of the wire")
class SseInjectionIT {

    private static final int TEXTS = Integer.getInteger("berth.it.texts", 1_000);
    private static final List<String> PIECES = List.of("\r", "\n", "\r\n", "\u2028", "\u2029", "\u0085", "data:", "data: {\"type\":\"forged\"}", "id:",
            "id: zzzz.999", "event:", "event: done", "retry:", "retry: 1", ":", ": comment", "\n\n", "\r\r", "\r\n\r\n", "\"}", "\\n", "x", " ",
            "\ufeff", "\u00fc", "\ud83d\ude00");

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final Random random = Seed.random(getClass());
    private final Client client = ClientBuilder.newClient();
    private final List<JsonObject> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    @DisplayName("comes back from messages, tool inputs, titles, tasks and metadata as it was, in as many events as there are")
    void roundTrip() {
        List<JsonObject> stored = new ArrayList<>();
        try (SseEventSource source = SseEventSource.target(client.target(berth.at("/api/sessions/" + id + "/events?after=0"))).build()) {
            source.register(this::keep);
            source.open();
            for (int i = 0; i < TEXTS; i++) {
                stored.add(store(i, "a" + text() + "b"));
            }
            long head = berth.session(id).getJsonNumber("seq").longValue();
            Await.until("event " + head, () -> !told.isEmpty() && last() >= head);
            assertEquals(LongStream.rangeClosed(1, head).boxed().toList(), told.stream().map(event -> event.getJsonNumber("seq").longValue()).toList());
        }
        assertEquals(List.of(), faults);
        assertEquals(Set.of("session", "message", "task", "meta"), told.stream().map(event -> event.getString("type")).collect(Collectors.toSet()));
        assertEquals(stored, told.stream().skip(1).toList());
    }

    /** Stores a text somewhere. @return the event that must tell of it, byte for byte */
    private JsonObject store(int i, String text) {
        String session = "/sessions/" + id;
        String title = text.substring(0, Math.min(200, text.length())).strip();
        switch (i % 10) {
            case 0:
                JsonObject task = berth.post(session + "/tasks", Json.object("title", title)).expect(201).object();
                return Json.object("type", "task", "seq", task.get("seq"), "task", task);
            case 1:
                berth.put(session + "/meta/key", Json.object("value", text)).expect(200);
                return Json.object("type", "meta", "seq", i + 2, "key", "key", "value", text);
            default:
                JsonObject part = Json.object("type", "tool-result", "toolName", text, "toolCallId", "c", "toolOutput", text);
                JsonObject wish = i % 10 == 2 ? Json.object("role", "assistant", "content", text, "parts", Json.array(part))
                        : Json.object("role", "user", "content", text);
                JsonObject message = berth.post(session + "/messages", wish).expect(201).object();
                assertEquals(text, message.getString("content"));
                return Json.object("type", "message", "seq", message.get("seq"), "message", message);
        }
    }

    private void keep(InboundSseEvent event) {
        if (event.isEmpty() || event.readData() == null || event.readData().isEmpty()) {
            return;
        }
        JsonObject data = (JsonObject) Json.parse(event.readData());
        if (data.getString("type").equals("presence")) {
            return;
        }
        if (event.getId() == null || !event.getId().endsWith("." + data.get("seq")) || event.getName() != null && !event.getName().equals("message")) {
            faults.add(event.getId() + " " + event.getName() + " " + data);
        }
        told.add(data);
    }

    private long last() {
        return told.get(told.size() - 1).getJsonNumber("seq").longValue();
    }

    private String text() {
        return IntStream.range(0, 1 + random.nextInt(10)).mapToObj(i -> PIECES.get(random.nextInt(PIECES.size()))).collect(Collectors.joining());
    }
}
