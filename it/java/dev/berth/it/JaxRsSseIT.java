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

    private final OwnServer server = new OwnServer("berth.echo.pause", "5ms").start();
    private final Client client = ClientBuilder.newClient();
    private final Frames frames = new Frames();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    @DisplayName("follows a session, and resumes by itself with Last-Event-ID when the server comes back (P3)")
    void resumes() throws Exception {
        Berth berth = server.berth();
        String id = berth.newSession();
        WebTarget target = client.target(berth.at("/api/sessions/" + id + "/events?after=0"));
        try (SseEventSource source = SseEventSource.target(target).reconnectingEvery(200, TimeUnit.MILLISECONDS).build()) {
            source.register(this::keep);
            source.open();
            berth.promptToEnd(id, Words.of(30));
            awaitSeen(berth, id);
            server.kill();
            server.start();
            berth.promptToEnd(id, Words.of(30));
            awaitSeen(berth, id);
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

    private void awaitSeen(Berth berth, String id) {
        long head = berth.session(id).getJsonNumber("seq").longValue();
        frames.await("event " + head, frame -> frame.seq() == head);
    }
}
