package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.FollowSocket;
import dev.berth.it.Json;
import dev.berth.it.Problems;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ticket")
class TicketsIT {

    private final Berth service = SecuredServer.service();
    private final Berth nobody = SecuredServer.berth();
    private final String id = Scene.newSession(service);

    @Test
    @DisplayName("opens one stream of its session, once")
    void once() {
        String ticket = ticket(id);
        try (FollowSocket socket = nobody.socket(id, "?ticket=" + ticket)) {
            assertEquals(id, socket.ready().getJsonObject("session").getString("id"));
        }
        assertEquals(401, handshake("/api/sessions/" + id + "/websocket?ticket=" + ticket));
        try (FollowEvents events = nobody.events("/sessions/" + id + "/events?after=0&ticket=" + ticket(id))) {
            assertEquals(200, events.status());
        }
        try (FollowEvents list = nobody.events("/events?ticket=" + ticket(null))) {
            assertEquals(200, list.status());
        }
    }

    @Test
    @DisplayName("opens nothing else: no other session, no other route, no other site's page")
    void nothingElse() {
        String other = Scene.newSession(service);
        for (String path : List.of("/sessions/" + other + "/events", "/events", "/sessions/" + id,
                "/chat/" + id + "/messages", "/sessions")) {
            Problems.assertProblem(401, "ticket", nobody.get(path + "?ticket=" + ticket(id)));
        }
        String bound = service.post("/tickets", Json.object("sessionId", id), "Origin", SecuredServer.FRONT_END).expect(201).object()
                .getString("ticket");
        assertEquals(401, handshake("/api/sessions/" + id + "/websocket?ticket=" + bound));
    }

    @Test
    @DisplayName("is given to who may read the session, and acts for the same user")
    void givenToReaders() {
        Problems.assertProblem(404, "session", service.post("/tickets?userId=mallory", Json.object("sessionId", id)));
        Problems.assertProblem(404, "session", service.post("/tickets", Json.object("sessionId", "no-such-session")));
        Berth guest = nobody.as(Scene.share(service, id, 600).getString("token"));
        String ticket = guest.post("/tickets", Json.object("sessionId", id)).expect(201).object().getString("ticket");
        try (FollowSocket socket = nobody.socket(id, "?ticket=" + ticket)) {
            socket.ready();
            socket.send(Json.object("type", "stop"));
            socket.frames().await("error");
        }
    }

    @Test
    @DisplayName("is the only credential that an address may hold")
    void noTokenInAddress() {
        for (String name : List.of("token", "access_token", "secret", "api_key", "share", "Authorization")) {
            Problems.assertProblem(401, "address", service.get("/sessions/" + id + "?" + name + "=" + SecuredServer.SECRET));
        }
    }

    private String ticket(String sessionId) {
        JsonObject given = service.post("/tickets", Json.object("sessionId", sessionId)).expect(201).object();
        return given.getString("ticket");
    }

    private int handshake(String path) {
        return new Handshake(nobody.port()).send(URI.create("http://localhost" + path)).status();
    }
}
