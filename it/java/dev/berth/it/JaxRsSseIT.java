package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A client that nobody here wrote: the JAX-RS one, by Jersey. */
@DisplayName("A JAX-RS SseEventSource")
class JaxRsSseIT {

    private final Berth berth = SharedServer.berth();
    private final Relay relay = new Relay(berth.port());
    private final Client client = ClientBuilder.newClient();
    private final Frames frames = new Frames();

    @AfterEach
    void close() {
        client.close();
        relay.close();
    }

    @Test
    @DisplayName("follows a session, and resumes by itself with Last-Event-ID when it was cut off (P3)")
    void resumes() {
        String id = berth.newSession();
        WebTarget target = client.target(new Berth(relay.port()).at("/api/sessions/" + id + "/events?after=0"));
        try (SseEventSource source = SseEventSource.target(target).reconnectingEvery(100, TimeUnit.MILLISECONDS).build()) {
            source.register(this::keep);
            source.open();
            for (int cuts = 0; cuts < 5; cuts++) {
                String turnId = berth.prompt(id, Words.of(30 + cuts)).getString("turnId");
                int before = frames.all().size();
                Await.until("something new", () -> frames.all().size() > before);
                relay.cut();
                berth.awaitTurn(id, turnId, "completed");
                awaitSeen(id);
            }
        }
        FollowedText text = new FollowedText().apply(frames.all());
        assertEquals(List.of(), text.faults());
        assertEquals(berth.texts(id), text.texts());
    }

    private void keep(InboundSseEvent event) {
        if (!event.isEmpty() && event.readData() != null && !event.readData().isEmpty()) {
            frames.add(new Frame(event.getId(), event.getName(), (JsonObject) Json.parse(event.readData())));
        }
    }

    private void awaitSeen(String id) {
        long head = berth.session(id).getJsonNumber("seq").longValue();
        frames.await("event " + head, frame -> frame.seq() == head);
    }
}
