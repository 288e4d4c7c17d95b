package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.it.Berth;
import dev.berth.it.Json;
import dev.berth.it.Problems;
import dev.berth.it.RawHttp;
import dev.berth.it.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trusted service")
class ServiceModeIT {

    private final Berth service = SecuredServer.service();
    private final Berth nobody = SecuredServer.berth();

    @Test
    @DisplayName("acts for the user that it names, and the lists show that user's sessions and repositories only")
    void actsForUsers() {
        String user = "user-" + UUID.randomUUID();
        String id = service.newSession(user);
        assertEquals(List.of(id), Json.texts(service.get("/sessions?userId=" + user).expect(200).array(), "id"));
        assertFalse(service.get("/sessions?userId=somebody-else").expect(200).body().contains(id));
        assertEquals(Json.array(Json.object("repoOwner", "octo", "repoName", "berth", "sessions", 1)),
                service.get("/repositories?userId=" + user).expect(200).array());
        assertEquals("[]", service.get("/repositories?userId=nobody-" + user).expect(200).body());
        Problems.assertProblem(404, "session", service.get("/sessions/" + id + "?userId=somebody-else"));
        assertEquals("service", service.get("/me").expect(200).object().getString("kind"));
    }

    @Test
    @DisplayName("makes no session by looking, prompting or following, as local mode would")
    void nothingOnFirstUse() {
        String id = Berth.newId();
        Problems.assertProblem(404, "session", service.get("/chat/" + id + "/messages"));
        Problems.assertProblem(404, "session", service.post("/chat/" + id, Json.object("content", "hello")));
        assertEquals(404, service.events("/sessions/" + id + "/events").status());
        Problems.assertProblem(404, "session", service.get("/sessions/" + id));
    }

    @Test
    @DisplayName("is told apart from somebody who only says so, and who says nothing is asked")
    void wrongCredentials() {
        Reply asked = nobody.get("/sessions");
        Problems.assertProblem(401, "who you are", asked);
        assertEquals("Bearer", asked.header("WWW-Authenticate"));
        for (String wrong : List.of(SecuredServer.SECRET + "x", SecuredServer.SECRET.substring(1), "x")) {
            Problems.assertProblem(401, "wrong", nobody.get("/sessions", "Authorization", "Bearer " + wrong,
                    "X-Forwarded-For", "198.51.100.7"));
        }
        Problems.assertProblem(401, "Bearer", nobody.get("/sessions", "Authorization", "Basic YWxpY2U6eA==",
                "X-Forwarded-For", "198.51.100.8"));
    }

    @Test
    @DisplayName("does not repeat a session that another user made with the same key")
    void keysAreOfUsers() {
        String key = UUID.randomUUID().toString();
        String id = Berth.newId();
        service.post("/sessions", Json.object("userId", "alice", "repoOwner", "o", "repoName", "r", "id", id),
                "Idempotency-Key", key).expect(201);
        Problems.assertProblem(409, "id", service.post("/sessions",
                Json.object("userId", "mallory", "repoOwner", "o", "repoName", "r", "id", id), "Idempotency-Key", key));
    }

    @Test
    @DisplayName("leaves the pages open to everyone, since they hold nothing, and its secret is nowhere in the log")
    void pages() {
        assertEquals(200, new RawHttp(nobody.port()).get("/").status());
        assertFalse(SecuredServer.log().contains(SecuredServer.SECRET));
    }
}
