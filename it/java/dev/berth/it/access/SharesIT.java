package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.FollowSocket;
import dev.berth.it.Json;
import dev.berth.it.Problems;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A share link")
class SharesIT {

    private final Berth service = SecuredServer.service();
    private final String id = Scene.newSession(service);

    @Test
    @DisplayName("lets its holder read and follow, tells no metadata, and takes no word from it")
    void reads() {
        service.store(id, "for everyone");
        JsonObject share = Scene.share(service, id, 600);
        Berth guest = SecuredServer.berth().as(share.getString("token"));
        assertEquals(1, guest.messages(id).size());
        try (FollowSocket socket = guest.socket(id, "?after=0");
                FollowEvents events = guest.events("/sessions/" + id + "/events?after=0")) {
            socket.frames().await("message");
            service.put("/sessions/" + id + "/meta/secret", Json.object("value", "hidden")).expect(200);
            service.store(id, "and this");
            Await.until("both messages", () -> socket.frames().ofType("message").size() == 2);
            Await.until("both messages", () -> events.frames().ofType("message").size() == 2);
            assertEquals(List.of(), socket.frames().ofType("meta"));
            assertEquals(List.of(), events.frames().ofType("meta"));
            assertEquals(List.of("session", "message", "message"), Json.texts(guest.get("/sessions/" + id + "/events", "Accept",
                    "application/json").expect(200).array(), "type"));
            socket.send(Json.object("type", "prompt", "content", "mine"));
            assertEquals("This link lets you read, and nothing else.", socket.frames().await("error").data().getString("error"));
        }
        assertEquals(2, service.messages(id).size());
        assertEquals(0, service.turns(id).size());
    }

    @Test
    @DisplayName("ends all that follow by it when it is taken back, while others go on, and does not resume (T26)")
    void revoked() throws Exception {
        JsonObject share = Scene.share(service, id, 600);
        Berth guest = SecuredServer.berth().as(share.getString("token"));
        Berth other = SecuredServer.berth().as(Scene.share(service, id, 600).getString("token"));
        try (FollowSocket socket = guest.socket(id, "?after=0"); FollowEvents events = guest.events("/sessions/" + id + "/events?after=0");
                FollowSocket staying = other.socket(id, "?after=0")) {
            socket.ready();
            service.delete("/sessions/" + id + "/shares/" + share.getString("id")).expect(204);
            service.delete("/sessions/" + id + "/shares/" + share.getString("id")).expect(204);
            assertEquals(4001, socket.awaitClose());
            events.frames().awaitEnd();
            service.store(id, "afterwards");
            staying.frames().await("message");
        }
        Problems.assertProblem(401, "taken back", guest.get("/sessions/" + id));
        assertEquals(401, guest.events("/sessions/" + id + "/events?after=1").status());
        assertThrows(CompletionException.class, () -> guest.socket(id, "?after=1"));
    }

    @Test
    @DisplayName("ends by itself when its time is over (T26)")
    void expired() throws Exception {
        Berth guest = SecuredServer.berth().as(Scene.share(service, id, 3).getString("token"));
        try (FollowSocket socket = guest.socket(id, "?after=0");
                FollowEvents events = guest.events("/sessions/" + id + "/events?after=0")) {
            socket.ready();
            assertEquals(4001, socket.awaitClose());
            events.frames().awaitEnd();
        }
        Problems.assertProblem(401, "expired", guest.get("/sessions/" + id));
    }

    @Test
    @DisplayName("is listed without what would open it, and its token is nowhere in the session's metadata")
    void listed() {
        JsonObject share = Scene.share(service, id, 600);
        String list = service.get("/sessions/" + id + "/shares").expect(200).body();
        assertTrue(list.contains(share.getString("id")));
        assertFalse(list.contains(share.getString("token")) || list.contains("token"));
        assertFalse(service.get("/sessions/" + id + "/meta").expect(200).body().contains("share"));
    }

    @Test
    @DisplayName("is refused a time that is none")
    void badTime() {
        for (long seconds : new long[] {0, -1, 40_000_000}) {
            Problems.assertProblem(400, "expiresIn", service.post("/sessions/" + id + "/shares", Json.object("expiresIn", seconds)));
        }
        Problems.assertProblem(404, "share", service.delete("/sessions/" + id + "/shares/none"));
    }
}
