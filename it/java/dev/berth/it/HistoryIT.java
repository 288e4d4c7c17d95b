package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
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
