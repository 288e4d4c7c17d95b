package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An id that is none")
class BadIdsIT {

    private static final List<String> IDS = List.of("..", ".", "../x", "..%2fx", "%2e%2e", "%2e%2e%2fx", "%2e%2e/x", "%252e%252e",
            "..%5cx", "..\\x",
            "%00", "a%00b", "a%00.db", "%c0%ae%c0%ae", "%c0%af", "a::$DATA", "a".repeat(65), "a".repeat(300), "-a", "_a", "a.b", "a.db",
            "a%20b", "a+b",
            "%0d%0a", "a%0d%0aX:y", "\u00e4", "%e4%b8%ad", "%f0%9f%98%80", "a;b", "a;x=1", "a%3bx", "a%2fb", "a/b", "//", "%2f",
            "%2fetc%2fpasswd", "~root",
            "$HOME", "con.", "a'", "a%22", "a*", "a%3f", "a%23", "a:b", "a|b", "a%7cb", "%", "%zz", "%u002e", "...", "....//", "%ff");

    private static final List<String> ROUTES = List.of("GET /api/sessions/{id}", "DELETE /api/sessions/{id}", "PATCH /api/sessions/{id}",
            "GET /api/sessions/{id}/messages", "POST /api/sessions/{id}/messages", "POST /api/sessions/{id}/do/messages",
            "GET /api/chat/{id}/messages", "POST /api/chat/{id}", "GET /api/chat/{id}/stream", "GET /api/sessions/{id}/events",
            "GET /api/sessions/{id}/turns", "POST /api/sessions/{id}/stop", "GET /api/sessions/{id}/tasks", "GET /api/sessions/{id}/meta",
            "PUT /api/sessions/{id}/meta/x", "GET /api/sessions/{id}/websocket");

    private final RawHttp raw = new RawHttp(SharedServer.berth().port());

    @Test
    @DisplayName("reaches no file on any route, makes none, and is refused")
    void reachesNothing() {
        Path parent = SharedServer.data().getParent();
        SortedSet<String> before = DataFolder.of(SharedServer.data()).all();
        long namesBefore = strangers(parent);
        List<String> wrong = new ArrayList<>();
        for (String route : ROUTES) {
            for (String id : IDS) {
                if (!refuse(route, id, wrong)) {
                    // One hanging route says enough; the others are waiting to be tried.
                    break;
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(before, withoutCatalogue(before, DataFolder.of(SharedServer.data()).all()));
        assertEquals(namesBefore, strangers(parent));
    }

    @Test
    @DisplayName("makes no session, by its name in a body either")
    void notInBody() {
        Berth berth = SharedServer.berth();
        SortedSet<String> before = DataFolder.of(SharedServer.data()).all();
        for (String id : List.of("..", "../x", "a/b", "a\\b", "a\u0000", "a.db", " a", "", "a".repeat(65), "\u00e4", "a\n")) {
            Problems.assertProblem(400, "id", berth.post("/sessions", Json.object("repoOwner", "a", "repoName", "b", "id", id)));
        }
        assertEquals(before, withoutCatalogue(before, DataFolder.of(SharedServer.data()).all()));
    }

    @Test
    @DisplayName("of 64 characters is one")
    void longest() {
        Berth berth = SharedServer.berth();
        String id = "A".repeat(63) + "_";
        assertEquals(id, berth.store(id, "x").isEmpty() ? "" : berth.session(id).getString("id"));
        berth.delete("/sessions/" + id).expect(204);
    }

    /** @return whether the server answered at all */
    private boolean refuse(String route, String id, List<String> wrong) {
        String[] words = route.split(" ");
        byte[] body = words[0].equals("POST") || words[0].equals("PUT") || words[0].equals("PATCH")
                ? "{\"role\":\"user\",\"content\":\"x\",\"value\":1,\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        Reply reply;
        try {
            reply = raw.send(words[0], words[1].replace("{id}", latin(id)), body, "Content-Type: application/json");
        } catch (AssertionError e) {
            wrong.add(route + " " + id + " got no answer: " + e.getMessage());
            return false;
        }
        boolean empty = words[0].equals("GET") && reply.status() == 200 && reply.body().equals("[]");
        if (reply.status() / 100 != 4 && !(empty && isOtherRoute(id)) && !isTheServersOwn(id, reply)) {
            wrong.add(route + " " + id + " gave " + reply.status() + " " + reply.body());
        } else if (isOurs(reply) && reply.body().contains("Exception") || reply.body().contains(SharedServer.data().toString())) {
            wrong.add(route + " " + id + " told " + reply.body());
        }
        return true;
    }

    /** Open Liberty refuses an encoded slash itself, on a page of its own that names its own classes. */
    private static boolean isOurs(Reply reply) {
        return reply.body().startsWith("{");
    }

    /** Dots and a stray slash that the server removes lead to another route: that one may answer. */
    private static boolean isOtherRoute(String id) {
        return Stream.of("..", ".", "//", "%2e%2e").anyMatch(id::equals);
    }

    /** Payara answers some addresses itself, stray percent signs and bare dots, with an empty 200 before any application sees them. */
    private static boolean isTheServersOwn(String id, Reply reply) {
        return reply.body().isEmpty() && id.matches("\\.{1,2}|.*%(?![0-9a-fA-F]{2}).*");
    }

    /** The request line is written in single bytes; these are the text's UTF-8. */
    private static String latin(String id) {
        return new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Other names beside the data folder that could have come from here. */
    private static long strangers(Path parent) {
        String[] names = parent.toFile().list();
        return Stream.of(names).filter(name -> name.endsWith(".db") || name.startsWith("x") || name.endsWith(".new")).count();
    }

    /** SQLite's companions come and go by themselves. */
    private static SortedSet<String> withoutCatalogue(SortedSet<String> before, SortedSet<String> after) {
        after.removeIf(name -> !before.contains(name) && (name.endsWith("-wal") || name.endsWith("-shm")));
        before.forEach(name -> {
            if (name.endsWith("-wal") || name.endsWith("-shm")) {
                after.add(name);
            }
        });
        assertTrue(after.size() >= before.size());
        return after;
    }
}
