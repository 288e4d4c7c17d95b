package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The history")
class HistoryIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final String path = "/chat/" + id + "/messages";

    @Test
    @DisplayName("shows the newest 25, oldest first, when nothing is asked for")
    void newestPage() {
        List<String> stored = storeMany(30);
        assertEquals(stored.subList(5, 30), Json.texts(berth.get(path).expect(200).array(), "id"));
    }

    @Test
    @DisplayName("is paged back by a message's id and by a seq: every message once")
    void before() {
        List<String> stored = storeMany(11);
        assertEquals(stored, walkBack("id", 3));
        assertEquals(stored, walkBack("seq", 4));
    }

    @Test
    @DisplayName("is paged forward by a message's id and by a seq: every message once")
    void after() {
        List<String> stored = storeMany(11);
        assertEquals(stored.subList(1, 11), walkForward("id", stored.get(0), 3));
        String first = berth.messages(id).getJsonObject(0).get("seq").toString();
        assertEquals(stored.subList(1, 11), walkForward("seq", first, 4));
        assertEquals(stored, walkForward("seq", "0", 11));
    }

    @Test
    @DisplayName("takes a cursor with the session's epoch as well (P3)")
    void cursorWithEpoch() {
        List<String> stored = storeMany(3);
        try (FollowSocket socket = berth.socket(id, "")) {
            String epoch = socket.ready().getString("cursor").replaceAll("\\..*", "");
            String second = berth.messages(id).getJsonObject(1).get("seq").toString();
            assertEquals(stored.subList(0, 1), Json.texts(page("&before=" + epoch + "." + second), "id"));
            assertEquals(stored.subList(2, 3), Json.texts(page("&after=" + epoch + "." + second), "id"));
        }
    }

    @Test
    @DisplayName("shows each of 500 messages of one second once, back and forth")
    void sameSecond() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> storeMany(125))).toList();
        writers.forEach(CompletableFuture::join);
        List<String> back = walkBack("id", 37);
        assertEquals(500, new HashSet<>(back).size());
        assertEquals(500, back.size());
        assertEquals(back, walkForward("seq", "0", 41));
        List<Integer> numbers = new ArrayList<>();
        berth.messages(id).getValuesAs(JsonObject.class).forEach(message -> numbers.add(message.getInt("seq")));
        List<Integer> sorted = new ArrayList<>(numbers);
        Collections.sort(sorted);
        assertEquals(sorted, numbers);
        assertTrue(berth.session(id).getInt("messageCount") == 500);
    }

    @Test
    @DisplayName("is searched for words, whatever the case of their letters, with the same places; words are no pattern")
    void words() {
        for (String text : List.of("100% of the Fuel", "nothing", "fuel_pump [x] {y}", "ÄRGER + FUEL", "Fuel\nat the end")) {
            berth.store(id, text);
        }
        assertEquals(List.of("100% of the Fuel", "fuel_pump [x] {y}", "ÄRGER + FUEL", "Fuel\nat the end"), found("fuel", ""));
        assertEquals(List.of("100% of the Fuel"), found("100% OF", ""));
        assertEquals(List.of("fuel_pump [x] {y}"), found("_", ""));
        assertEquals(List.of("fuel_pump [x] {y}"), found("[X] {y}", ""));
        assertEquals(List.of("ÄRGER + FUEL"), found("ärger + f", ""));
        assertEquals(List.of(), found("*", ""));
        String third = berth.messages(id).getJsonObject(2).getString("id");
        assertEquals(List.of("100% of the Fuel"), found("fuel", "&before=" + third));
        assertEquals(List.of("ÄRGER + FUEL", "Fuel\nat the end"), found("fuel", "&after=" + third));
        assertEquals(List.of(), Json.texts(berth.get("/sessions/" + id + "/do/messages?q=nowhere").expect(200).array(), "content"));
        assertEquals(List.of("nothing"), Json.texts(berth.get("/sessions/" + id + "/messages?q=NOTHING").expect(200).array(), "content"));
    }

    @Test
    @DisplayName("is searched a page at a time, and its Link leads on to every message that has the words, once")
    void wordsByPages() {
        List<String> stored = storeMany(30);
        List<String> wanted = IntStream.of(1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19).mapToObj(stored::get).toList();
        assertEquals(wanted, followLinks(path + "?q=message%201&limit=3", true));
        assertEquals(wanted, followLinks("/sessions/" + id + "/messages?q=message%201&limit=4&after=0", false));
        assertEquals("", berth.get(path + "?q=message%202&limit=200").expect(200).header("Link"));
        assertEquals("", berth.get(path + "?limit=3").expect(200).header("Link"));
    }

    @Test
    @DisplayName("refuses words that are too long, or none")
    void wrongWords() {
        Problems.assertProblem(400, "q", berth.get(path + "?q=" + "x".repeat(201)));
        Problems.assertProblem(400, "q", berth.get(path + "?q=a%00b"));
        assertEquals("[]", berth.get("/chat/" + Berth.newId() + "/messages?q=x").expect(200).body());
        berth.store(id, "one");
        assertEquals(1, berth.get(path + "?q=").expect(200).array().size());
    }

    @Test
    @DisplayName("refuses a place that it does not know and a limit out of its range")
    void refused() {
        berth.store(id, "one");
        Problems.assertProblem(400, "before", berth.get(path + "?before=no-such-message"));
        Problems.assertProblem(400, "after", berth.get(path + "?after=no-such-message"));
        Problems.assertProblem(400, "limit", berth.get(path + "?limit=0"));
        Problems.assertProblem(400, "limit", berth.get(path + "?limit=201"));
        Problems.assertProblem(400, "limit", berth.get(path + "?limit=-1"));
        Problems.assertProblem(400, "limit", berth.get(path + "?limit=1e2"));
        Problems.assertProblem(400, "", berth.get(path + "?before=1&after=1"));
    }

    private List<String> storeMany(int count) {
        return IntStream.range(0, count).mapToObj(i -> berth.store(id, "message " + i).getString("id")).toList();
    }

    /** What is found, by its texts. */
    private List<String> found(String words, String query) {
        String q = URLEncoder.encode(words, StandardCharsets.UTF_8);
        return Json.texts(berth.get(path + "?q=" + q + query).expect(200).array(), "content");
    }

    /** The ids on all pages, the oldest message first. */
    private List<String> followLinks(String first, boolean back) {
        List<String> seen = new ArrayList<>();
        String next = first;
        while (!next.isEmpty()) {
            Reply page = berth.get(next).expect(200);
            seen.addAll(back ? 0 : seen.size(), Json.texts(page.array(), "id"));
            next = page.header("Link").replaceFirst("^<http://localhost:\\d+/api(.*)>; rel=\"next\"$", "$1");
        }
        return seen;
    }

    private JsonArray page(String query) {
        return berth.get(path + "?limit=50" + query).expect(200).array();
    }

    private List<String> walkBack(String member, int limit) {
        List<String> seen = new ArrayList<>();
        JsonArray page = berth.get(path + "?limit=" + limit).expect(200).array();
        while (!page.isEmpty()) {
            seen.addAll(0, Json.texts(page, "id"));
            page = berth.get(path + "?limit=" + limit + "&before=" + place(page.getJsonObject(0), member)).expect(200).array();
        }
        return seen;
    }

    private List<String> walkForward(String member, String from, int limit) {
        List<String> seen = new ArrayList<>();
        JsonArray page = berth.get(path + "?limit=" + limit + "&after=" + from).expect(200).array();
        while (!page.isEmpty()) {
            seen.addAll(Json.texts(page, "id"));
            String last = place(page.getJsonObject(page.size() - 1), member);
            page = berth.get(path + "?limit=" + limit + "&after=" + last).expect(200).array();
        }
        return seen;
    }

    private static String place(JsonObject message, String member) {
        return member.equals("id") ? message.getString("id") : message.get("seq").toString();
    }
}
