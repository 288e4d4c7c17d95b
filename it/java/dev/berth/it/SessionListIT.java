package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of sessions")
class SessionListIT {

    private static final Pattern NEXT = Pattern.compile("<[^>]*(/sessions\\?[^>]*)>; rel=\"next\"");

    private final Berth berth = SharedServer.berth();
    private final String user = Berth.newId();

    @Test
    @DisplayName("is [] for somebody who has none")
    void empty() {
        assertEquals("[]", berth.get("/sessions?userId=" + user).expect(200).body());
    }

    @Test
    @DisplayName("shows only the sessions of the user that is asked for")
    void perUser() {
        String mine = berth.newSession(user);
        berth.newSession(Berth.newId());
        assertEquals(List.of(mine), ids("?userId=" + user));
        assertTrue(!ids("?userId=local").contains(mine));
    }

    @Test
    @DisplayName("has the newest activity first, whatever wakes an old session up")
    void newestFirst() {
        String first = berth.newSession(user);
        String second = berth.newSession(user);
        String third = berth.newSession(user);
        awaitOrder(List.of(third, second, first));
        berth.store(first, "up");
        awaitOrder(List.of(first, third, second));
        berth.promptToEnd(second, "up too");
        awaitOrder(List.of(second, first, third));
        berth.post("/sessions/" + third + "/tasks", Json.object("title", "up as well")).expect(201);
        awaitOrder(List.of(third, second, first));
    }

    @Test
    @DisplayName("is filtered by status and by repository")
    void filters() {
        String plain = berth.newSession(user);
        String other = create("acme", "rocket", "Fix the engine");
        berth.patch("/sessions/" + plain, Json.object("status", "archived")).expect(200);
        assertEquals(List.of(plain), ids("?userId=" + user + "&status=archived"));
        assertEquals(List.of(other), ids("?userId=" + user + "&status=active"));
        assertEquals(List.of(other), ids("?userId=" + user + "&repo=acme/rocket"));
        assertEquals(List.of(), ids("?userId=" + user + "&repo=acme/rock"));
        assertEquals(List.of(), ids("?userId=" + user + "&repo=acme/rocket&status=archived"));
    }

    @Test
    @DisplayName("is filtered by what the sessions are doing, at every moment")
    void activity() {
        String quiet = berth.newSession(user);
        String failing = berth.newSession(user);
        berth.awaitTurn(failing, berth.prompt(failing, "/fail on purpose").getString("turnId"), "failed");
        String asking = berth.newSession(user);
        berth.prompt(asking, "/question Go on?");
        Await.until("a question", () -> doing("waiting"), List.of(asking)::equals);
        String busy = berth.newSession(user);
        String turn = berth.prompt(busy, Words.MANY.substring(0, 30_000)).getString("turnId");
        assertEquals(List.of(busy), doing("running"));
        assertEquals(List.of(failing), doing("failed"));
        assertEquals(List.of(quiet), doing("idle"));
        assertEquals(List.of(), ids("?userId=" + user + "&activity=failed&status=archived"));
        assertEquals(List.of(failing), ids("?userId=" + user + "&activity=failed&status=active&repo=octo/berth"));
        berth.post("/sessions/" + busy + "/stop").expect(200);
        berth.awaitTurn(busy, turn, "stopped");
        assertEquals(List.of(), doing("running"));
        assertTrue(doing("idle").contains(busy));
    }

    @Test
    @DisplayName("has how far the tasks of each session are")
    void tasks() {
        String plain = berth.newSession(user);
        String working = berth.newSession(user);
        berth.post("/sessions/" + working + "/tasks", Json.object("title", "one", "status", "completed")).expect(201);
        berth.post("/sessions/" + working + "/tasks", Json.object("title", "two")).expect(201);
        berth.post("/sessions/" + working + "/tasks", Json.object("title", "three", "status", "cancelled")).expect(201);
        List<JsonObject> cards = berth.get("/sessions?userId=" + user).expect(200).array().getValuesAs(JsonObject.class);
        assertEquals(List.of(working, plain), cards.stream().map(card -> card.getString("id")).toList());
        assertEquals(List.of(Json.object("done", 1, "total", 2), Json.object("done", 0, "total", 0)),
                cards.stream().map(card -> card.getJsonObject("tasks")).toList());
    }

    @Test
    @DisplayName("has its repositories told, sorted, with the number of their sessions, and nobody else's")
    void repositories() {
        assertEquals("[]", berth.get("/repositories?userId=" + user).expect(200).body());
        create("octo", "berth", "one");
        create("Acme", "rocket", "two");
        String boat = create("acme", "boat", "three");
        create("octo", "berth", "four");
        berth.newSession(Berth.newId());
        JsonObject octo = Json.object("repoOwner", "octo", "repoName", "berth", "sessions", 2);
        JsonObject rocket = Json.object("repoOwner", "Acme", "repoName", "rocket", "sessions", 1);
        assertEquals(Json.array(Json.object("repoOwner", "acme", "repoName", "boat", "sessions", 1), rocket, octo),
                berth.get("/repositories?userId=" + user).expect(200).array());
        berth.delete("/sessions/" + boat).expect(204);
        assertEquals(Json.array(rocket, octo), berth.get("/repositories?userId=" + user).expect(200).array());
        Problems.assertProblem(400, "userId", berth.get("/repositories?userId=%20"));
    }

    @Test
    @DisplayName("is searched for words, and what is special in SQL is only text")
    void search() {
        String engine = create("acme", "rocket", "Fix the engine 100%");
        create("acme", "boat", "Paint it");
        assertEquals(List.of(engine), ids("?userId=" + user + "&q=engine"));
        assertEquals(List.of(engine), ids("?userId=" + user + "&q=ENGINE"));
        assertEquals(List.of(engine), ids("?userId=" + user + "&q=rocket"));
        assertEquals(List.of(engine), ids("?userId=" + user + "&q=100%25"));
        assertEquals(List.of(), ids("?userId=" + user + "&q=%25%25x"));
        assertEquals(List.of(), ids("?userId=" + user + "&q=%27%20OR%201=1--"));
        assertEquals(List.of(), ids("?userId=" + user + "&q=_________________________________________________"));
    }

    @Test
    @DisplayName("is paged by the cursor in Link: each session once, in order")
    void paged() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(berth.newSession(user));
        }
        Collections.reverse(made);
        awaitOrder(made);
        List<String> seen = new ArrayList<>();
        String path = "/sessions?userId=" + user + "&limit=3";
        int pages = 0;
        for (; path != null; pages++) {
            Reply page = berth.get(path).expect(200);
            seen.addAll(Json.texts(page.array(), "id"));
            Matcher next = NEXT.matcher(page.header("Link"));
            path = next.find() ? next.group(1) : null;
        }
        assertEquals(made, seen);
        assertEquals(3, pages);
    }

    @Test
    @DisplayName("refuses a limit out of its range, a cursor, a status and an activity that are none")
    void refused() {
        Problems.assertProblem(400, "limit", berth.get("/sessions?limit=0"));
        Problems.assertProblem(400, "limit", berth.get("/sessions?limit=1001"));
        Problems.assertProblem(400, "limit", berth.get("/sessions?limit=many"));
        Problems.assertProblem(400, "cursor", berth.get("/sessions?cursor=%21%21"));
        Problems.assertProblem(400, "cursor", berth.get("/sessions?cursor=abcdefgh"));
        Problems.assertProblem(400, "status", berth.get("/sessions?status=asleep"));
        Problems.assertProblem(400, "activity", berth.get("/sessions?activity=asleep"));
        Problems.assertProblem(400, "activity", berth.get("/sessions?activity=IDLE"));
        Problems.assertProblem(400, "repo", berth.get("/sessions?repo=onlyone"));
    }

    private String create(String owner, String name, String title) {
        JsonObject wish = Json.object("userId", user, "repoOwner", owner, "repoName", name, "title", title);
        return berth.post("/sessions", wish).expect(201).object().getString("id");
    }

    private List<String> doing(String activity) {
        return ids("?userId=" + user + "&activity=" + activity);
    }

    private List<String> ids(String query) {
        JsonArray sessions = berth.get("/sessions" + query).expect(200).array();
        return Json.texts(sessions, "id");
    }

    private void awaitOrder(List<String> wanted) {
        Await.until("the order " + wanted, () -> ids("?userId=" + user), wanted::equals);
    }
}
