package dev.berth.it.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.FollowSocket;
import dev.berth.it.Json;
import dev.berth.it.RawHttp;
import dev.berth.it.Reply;
import dev.berth.it.SharedServer;
import dev.berth.it.Words;
import dev.berth.openapi.Description;
import dev.berth.openapi.Operation;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("What is answered is what the served OpenAPI description says:")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiIT {

    /** What needs a provider is done by {@link OpenApiLoginIT}. */
    private static final Set<String> LOGIN = Set.of("GET /api/login", "GET /api/login/callback", "POST /api/logout");

    private static final JsonArray FILES = Json.array(Json.object("name", "a.txt", "url", "data:text/plain;base64,aGk="));

    private final Berth plain = SharedServer.berth();
    private final DescribedBerth berth = new DescribedBerth(plain);
    private String id;

    @BeforeEach
    void session() {
        id = plain.newSession();
    }

    @Test
    @DisplayName("sessions")
    void sessions() {
        String user = Berth.newId();
        JsonObject wish = Json.object("userId", user, "repoOwner", "octo", "repoName", "berth", "title", "One", "mode", "plan", "id",
                Berth.newId());
        String made = berth.post("/sessions", wish, "Idempotency-Key", Berth.newId()).expect(201).object().getString("id");
        berth.post("/sessions", wish).expect(409);
        plain.newSession(user);
        Reply page = berth.get("/sessions?userId=" + user + "&limit=1").expect(200);
        assertFalse(page.header("Link").isEmpty());
        berth.get("/sessions?userId=" + user + "&status=active&activity=idle&repo=octo/berth&q=One").expect(200);
        assertEquals(1, berth.get("/repositories?userId=" + user).expect(200).array().size());
        String etag = berth.get("/sessions/" + made).expect(200).header("ETag");
        berth.patch("/sessions/" + made, Json.object("title", "Two", "mode", "build"), "If-Match", etag).expect(200);
        berth.patch("/sessions/" + made, Json.object("title", null), "If-Match", etag).expect(412);
        berth.patch("/sessions/" + made, Json.object("status", "archived")).expect(200);
        berth.get("/sessions/" + made).expect(200);
        berth.delete("/sessions/" + made).expect(204);
        berth.get("/sessions/" + made).expect(404);
    }

    @Test
    @DisplayName("messages")
    void messages() {
        JsonArray parts = Json.array(Json.object("type", "text", "content", "x"), Json.object("type", "tool-call", "toolName", "t",
                "toolCallId", "c", "toolInput", Json.array(1), "state", "running"), Json.object("type", "new", "of", Json.object("a", 1)));
        JsonObject wish = Json.object("role", "assistant", "parts", parts, "clientMessageId", "c-1");
        for (String path : List.of("/sessions/" + id + "/messages", "/sessions/" + id + "/do/messages")) {
            String message = berth.post(path, wish).expect(201).object().getString("id");
            berth.post(path, Json.object("role", "user", "content", "x", "clientMessageId", "c-1")).expect(409);
            berth.get(path + "?limit=5&before=" + message).expect(200);
            berth.get(path + "?limit=5&q=X").expect(200);
        }
        assertEquals(1, berth.get("/chat/" + id + "/messages?limit=200&after=0").expect(200).array().size());
        berth.get("/chat/" + id + "/messages?before=nothing").expect(400);
        berth.patch("/sessions/" + id, Json.object("status", "archived")).expect(200);
        berth.post("/sessions/" + id + "/messages", Json.object("role", "user", "content", "x")).expect(409);
    }

    @Test
    @DisplayName("tasks and metadata")
    void tasksAndMetadata() {
        String tasks = "/sessions/" + id + "/tasks";
        String task = tasks + "/" + berth.post(tasks, Json.object("title", "Test", "description", "all", "status", "pending", "mode",
                "plan")).expect(201).object().getString("id");
        berth.patch(task, Json.object("status", "completed", "title", "Tested")).expect(200);
        assertEquals(1, berth.get(tasks).expect(200).array().size());
        berth.delete(task).expect(204);
        berth.delete(task).expect(404);
        String meta = "/sessions/" + id + "/meta";
        berth.put(meta + "/a.b", Json.object("value", Json.array(1, "x", Json.object("y", null)))).expect(200);
        berth.get(meta).expect(200);
        berth.delete(meta + "/a.b").expect(204);
        berth.delete(meta + "/berth.id").expect(400);
    }

    @Test
    @DisplayName("a chat that is streamed, picked up and accepted")
    void chat() {
        try (FollowEvents chat = plain.chat(id, Json.object("content", "/tool shell {\"cmd\":\"ls\"}"))) {
            chat.frames().awaitEnd();
            berth.checkStream("POST", "/chat/" + id, chat.frames());
            assertTrue(chat.frames().all().stream().map(frame -> frame.type()).toList().containsAll(List.of("ack", "turn", "message",
                    "message-parts", "assistant", "done")));
        }
        berth.get("/chat/" + id + "/stream").expect(204);
        String turn = berth.post("/chat/" + id + "?wait=false", Json.object("content", Words.MANY.substring(0, 30_000), "mode", "plan",
                "clientMessageId", "c", "model", "m")).expect(202).object().getString("turnId");
        String cursor = plain.session(id).getJsonNumber("seq").toString();
        for (String query : List.of("", "?turnId=" + turn, "?after=" + cursor)) {
            berth.get("/chat/" + id + "/stream" + query).expect(200);
        }
        try (FollowEvents chat = plain.events("/chat/" + id + "/stream")) {
            chat.frames().await("message-delta");
            berth.post("/sessions/" + id + "/stop").expect(200);
            chat.frames().awaitEnd();
            berth.checkStream("GET", "/chat/" + id + "/stream", chat.frames());
        }
        berth.post("/chat/" + id, Json.object("content", "again", "files", FILES), "Accept", "application/json").expect(202);
        berth.post("/chat/" + id, Json.object("content", " ")).expect(400);
    }

    @Test
    @DisplayName("turns that run, wait, are moved, removed, stopped and run again")
    void turns() {
        berth.post("/sessions/" + id + "/stop").expect(200);
        String running = plain.prompt(id, Words.MANY.substring(0, 30_000)).getString("turnId");
        List<String> waiting = Stream.of("1", "2", "3", "4", "5").map(text -> plain.prompt(id, text).getString("turnId")).toList();
        Reply full = berth.post("/chat/" + id + "?wait=false", Json.object("content", "6")).expect(429);
        assertFalse(full.header("Retry-After").isEmpty());
        String turns = "/sessions/" + id + "/turns";
        berth.patch(turns + "/" + waiting.get(2), Json.object("position", 1)).expect(200);
        berth.patch(turns + "/" + waiting.get(2), Json.object("content", "three", "position", 2)).expect(200);
        berth.patch(turns + "/" + running, Json.object("position", 1)).expect(409);
        waiting.forEach(turn -> berth.delete(turns + "/" + turn).expect(204));
        berth.get(turns).expect(200);
        berth.post(turns + "/" + running + "/retry").expect(409);
        berth.post("/sessions/" + id + "/stop").expect(200);
        berth.post(turns + "/" + running + "/retry").expect(200);
        berth.post("/sessions/" + id + "/stop").expect(200);
        berth.post(turns + "/none/retry").expect(404);
    }

    @Test
    @DisplayName("what the agent asks, and the answers")
    void asks() {
        String permissions = "/sessions/" + id + "/permissions";
        plain.prompt(id, "/permission bash make");
        String permission = permissions + "/" + awaitAsked(permissions);
        berth.post(permission, Json.object("reply", "perhaps")).expect(400);
        berth.post(permission + "?userId=" + Berth.newId(), Json.object("reply", "reject", "message", "not now")).expect(200);
        berth.post(permission, Json.object("reply", "once")).expect(409);
        berth.get(permissions + "?state=answered").expect(200);
        String questions = "/sessions/" + id + "/questions";
        plain.prompt(id, "/question Go on?");
        String question = questions + "/" + awaitAsked(questions);
        berth.post(question, Json.object("answers", Json.array(Json.array("Yes"), Json.array("No")))).expect(400);
        berth.post(question, Json.object("answers", Json.array(Json.array("Yes", "really")))).expect(200);
        berth.post(question, Json.object("reject", true)).expect(409);
        berth.get(questions + "?state=answered").expect(200);
        berth.get(questions + "?state=lost").expect(400);
    }

    @Test
    @DisplayName("every type of frame over a WebSocket and over an event stream, while everything happens in a session")
    void frames() {
        String stranger = Berth.newId();
        try (FollowEvents stream = plain.events("/sessions/" + id + "/events?after=0");
                FollowSocket socket = plain.socket(id, "?snapshot=5");
                FollowSocket other = plain.socket(id, "?after=0&userId=" + stranger);
                FollowSocket lost = plain.socket(id, "?after=999999999");
                FollowEvents lostStream = plain.events("/sessions/" + id + "/events", "Last-Event-ID", "elsewhere.1")) {
            socket.ready();
            say(socket, "type", "ping");
            say(other, "type", "typing");
            socket.send(Json.object("type", "wave"));
            say(socket, "type", "prompt", "content", "/task Write tests", "clientMessageId", "c-1");
            socket.frames().await("the end of a turn", frame -> frame.data().toString().contains("completed"));
            say(socket, "type", "prompt", "content", "a b c", "clientMessageId", "c-1", "mode", "plan");
            socket.frames().await("error");
            say(socket, "type", "prompt", "content", "look", "files", FILES);
            askOver(socket);
            changeEverything();
            lost.frames().await("resync");
            lostStream.frames().await("resync");
            stream.frames().await("the end", frame -> frame.is("session") && frame.data().toString().contains("archived"));
            socket.frames().await("the end", frame -> frame.is("session") && frame.data().toString().contains("archived"));
            Stream.of(socket, other, lost).forEach(each -> berth.checkSocket(each.frames()));
            Stream.of(stream, lostStream).forEach(each -> berth.checkStream("GET", "/sessions/" + id + "/events", each.frames()));
            Reply page = berth.get("/sessions/" + id + "/events?limit=1000", "Accept", "application/json").expect(200);
            assertTrue(page.array().size() > 20, page.body());
            berth.requireAllTypes("SocketFrame", Stream.of(socket, lost).flatMap(each -> each.frames().all().stream()).toList());
            berth.requireAllTypes("StreamFrame", Stream.of(stream, lostStream).flatMap(each -> each.frames().all().stream()).toList());
        }
    }

    @Test
    @DisplayName("share links, tickets, and who one is")
    void access() {
        String shares = "/sessions/" + id + "/shares";
        String share = shares + "/" + berth.post(shares, Json.object("expiresIn", 60)).expect(201).object().getString("id");
        berth.get(shares).expect(200);
        berth.delete(share).expect(204);
        assertFalse(berth.get(shares).expect(200).array().getJsonObject(0).isNull("revokedAt"));
        berth.post("/tickets", Json.object("sessionId", id)).expect(201);
        berth.get("/me").expect(200);
    }

    @Test
    @DisplayName("the administration, and a session that is set aside and brought back")
    void administration() throws IOException {
        plain.store(id, "hello");
        assertFalse(berth.get("/admin/sessions?limit=5").expect(200).object().getJsonArray("sessions").isEmpty());
        berth.post("/admin/sessions/" + id + "/evict").expect(204);
        Path file = SharedServer.data().resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db");
        byte[] sound = Files.readAllBytes(file);
        Files.write(file, new byte[sound.length]);
        assertTrue(berth.post("/admin/sessions/" + id + "/check").expect(200).object().getBoolean("setAside"));
        berth.get("/sessions/" + id).expect(503);
        assertFalse(berth.get("/admin/quarantine").expect(200).array().isEmpty());
        String release = "/admin/quarantine/" + id + "/release";
        berth.post(release).expect(422);
        Files.write(SharedServer.data().resolve("quarantine").resolve(id).resolve(id + ".db"), sound);
        berth.post(release).expect(200);
        berth.post("/admin/catalogue/rebuild").expect(200);
    }

    @Test
    @DisplayName("the dashboard's stream")
    void dashboard() {
        String user = Berth.newId();
        try (FollowEvents stream = plain.events("/events?userId=" + user)) {
            String made = plain.newSession(user);
            stream.frames().await("session");
            berth.delete("/sessions/" + made).expect(204);
            stream.frames().await("session-deleted");
            berth.checkStream("GET", "/events", stream.frames());
            berth.requireAllTypes("DashboardFrame", stream.frames().all());
        }
        berth.get("/events?userId=%20").expect(400);
    }

    @Test
    @DisplayName("the refusal of a WebSocket that could not follow")
    void refusedSocket() {
        for (String query : List.of("?after=no", "?snapshot=201", "?userId=%20")) {
            String target = "/sessions/" + id + "/websocket" + query;
            Reply reply = new RawHttp(plain.port()).get("/api" + target, "Upgrade: websocket", "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            berth.check("GET", target, reply.expect(400));
        }
    }

    @Test
    @DisplayName("bad requests, made from the description, to every operation that it has")
    void badRequests() {
        for (Operation operation : described()) {
            for (BadRequest bad : BadRequest.of(operation, berth.description(), plain.newSession())) {
                Reply reply = berth.send(operation.method(), bad.pathOf(operation), bad.body(), bad.headers());
                assertTrue(bad.status() == 0 || bad.status() == reply.status(),
                        () -> operation.name() + " " + bad + " was answered by " + reply.status() + " " + reply.body());
            }
        }
    }

    @Test
    @Order(Order.DEFAULT + 1)
    @DisplayName("and no operation was left out, neither when it succeeds nor when it refuses")
    void complete() {
        Set<String> all = described().stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(all, berth.succeeded());
        assertEquals(all, berth.refused());
    }

    @Test
    @DisplayName("the description itself, which comes whole, as JSON and as YAML")
    void served() {
        assertEquals(names(Description.ofFile()), names(berth.description()));
        assertEquals(Description.ofFile().root().path("components"), berth.description().root().path("components"));
        assertTrue(DescribedBerth.served(plain, "*/*").expect(200).body().contains("openapi: 3.0.3"));
    }

    private void askOver(FollowSocket socket) {
        say(socket, "type", "prompt", "content", "/permission bash make");
        JsonObject permission = socket.frames().await("permission").data().getJsonObject("permission");
        say(socket, "type", "permission-reply", "id", permission.getString("id"), "reply", "once", "message", "go");
        say(socket, "type", "prompt", "content", "/question Go on?");
        JsonObject question = socket.frames().await("question").data().getJsonObject("question");
        say(socket, "type", "question-reply", "id", question.getString("id"), "answers", Json.array(Json.array("Yes")));
        Await.until("rest", () -> plain.session(id).getString("activity"), "idle"::equals);
    }

    private void changeEverything() {
        String running = plain.prompt(id, Words.MANY.substring(0, 30_000)).getString("turnId");
        plain.delete("/sessions/" + id + "/turns/" + plain.prompt(id, "later").getString("turnId")).expect(204);
        Await.until("words", () -> plain.turn(id, running).containsKey("answerId"));
        try (FollowSocket socket = plain.socket(id, "")) {
            socket.ready();
            say(socket, "type", "stop");
            plain.awaitTurn(id, running, "stopped");
        }
        plain.put("/sessions/" + id + "/meta/a", Json.object("value", "b")).expect(200);
        plain.delete("/sessions/" + id + "/meta/a").expect(204);
        String task = plain.get("/sessions/" + id + "/tasks").array().getJsonObject(0).getString("id");
        plain.delete("/sessions/" + id + "/tasks/" + task).expect(204);
        plain.patch("/sessions/" + id, Json.object("status", "archived")).expect(200);
    }

    private void say(FollowSocket socket, Object... namesAndValues) {
        socket.send(berth.checked(Json.object(namesAndValues)));
    }

    private String awaitAsked(String path) {
        return Await.until("what is asked", () -> berth.get(path).expect(200).array(), list -> !list.isEmpty()).getJsonObject(0)
                .getString("id");
    }

    private List<Operation> described() {
        return berth.description().operations().stream().filter(operation -> !LOGIN.contains(operation.name())).toList();
    }

    private static Set<String> names(Description description) {
        return description.operations().stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
