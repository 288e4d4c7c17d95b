package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Berth;
import dev.berth.it.Json;
import dev.berth.it.Problems;
import dev.berth.it.Reply;
import dev.berth.it.SharedServer;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T22. Own payloads in each parameter, header and field. Every statement is bound, so that they can only be texts: beside the answers,
 * what a session of somebody else holds must never be shown and never change.
 */
@DisplayName("SQL where a text is expected")
class SqlInjectionIT {

    private static final String CANARY = "canary-of-somebody-else";
    private static final List<String> ENDS = List.of("'", "\"", "`", "')", "'))", "\")", "';", "\\'", "%27", "\u02bc", "'||'", "' ");
    private static final List<String> TAILS = List.of(" OR 1=1 --", " OR '1'='1", " UNION SELECT 1,2,3,4,5,6,7,8,9 --",
            " UNION SELECT card FROM sessions --", "; DROP TABLE sessions; --", "; DELETE FROM messages; --", " AND 1=0 --",
            "; ATTACH DATABASE 'x.db' AS x; --", "; PRAGMA writable_schema=1; --", " AND load_extension('x') --",
            " AND randomblob(900000000) --", " OR (SELECT hex(zeroblob(9)))='x", "/**/OR/**/1=1/*", " LIKE '%", " GLOB '*' --");
    private static final List<String> ALONE = List.of("1 OR 1=1", "1; SELECT 1", "-1 UNION SELECT 1", "%", "_", "%%", "NULL", "0x41",
            "1e999", "?1", ":id", "@id", "$1", "CASE WHEN 1=1 THEN 1 ELSE 0 END", "(SELECT user_id FROM sessions LIMIT 1)", "id", "rank DESC; --", "*",
            "sqlite_schema", "x' COLLATE NOCASE --");
    private static final List<String> QUERIES = List.of("/sessions?userId=ATTACKER&q=?", "/sessions?userId=ATTACKER&status=?",
            "/sessions?userId=ATTACKER&repo=?", "/sessions?userId=ATTACKER&repo=a/?", "/sessions?userId=ATTACKER&limit=?",
            "/sessions?userId=ATTACKER&cursor=?", "/sessions?userId=?", "/chat/OWN/messages?before=?", "/chat/OWN/messages?after=?",
            "/chat/OWN/messages?limit=?", "/sessions/OWN/permissions?state=?", "/sessions/OWN/questions?state=?",
            "/chat/OWN/stream?turnId=?", "/chat/OWN/stream?after=?", "/sessions/?", "/sessions/?/turns", "/sessions/OWN/meta/?", "/chat/?/messages");
    private static final List<String> HEADERS = List.of("Last-Event-ID", "If-Match", "Idempotency-Key", "X-Forwarded-Host",
            "User-Agent", "Cookie", "Referer", "Accept", "Accept-Language");
    private static final List<String> BODIES = List.of("POST /sessions repoOwner", "POST /sessions title", "POST /sessions userId",
            "POST /sessions id", "POST /sessions mode", "PATCH /sessions/OWN title", "PATCH /sessions/OWN status", "POST /sessions/OWN/messages content",
            "POST /sessions/OWN/messages role", "POST /sessions/OWN/messages clientMessageId", "POST /sessions/OWN/messages parts",
            "POST /sessions/OWN/tasks title", "POST /sessions/OWN/tasks description", "POST /sessions/OWN/tasks status",
            "PUT /sessions/OWN/meta/key value", "POST /sessions/OWN/permissions/x reply", "POST /sessions/OWN/questions/x answers",
            "PATCH /sessions/OWN/turns/x position", "PATCH /sessions/OWN/tasks/x title");

    private final Berth berth = SharedServer.berth();
    private final String attacker = Berth.newId();
    private final String own = berth.newSession(attacker);
    private final String foreign = berth.newSession(Berth.newId());
    private final List<String> wrong = new ArrayList<>();
    private int count;

    @Test
    @DisplayName("is a text, or is refused: it shows nothing of others, and changes nothing")
    void texts() {
        berth.patch("/sessions/" + foreign, Json.object("title", CANARY)).expect(200);
        berth.store(foreign, CANARY);
        String before = whole(foreign);
        List<String> payloads = payloads();
        for (int i = 0; i < payloads.size(); i++) {
            String payload = payloads.get(i);
            QUERIES.forEach(query -> look(query, payload));
            look("/sessions?userId=ATTACKER", payload, HEADERS.get(i % HEADERS.size()), payload.replaceAll("[^ -~]", "'"));
            BODIES.forEach(body -> change(body.split(" "), payload));
        }
        System.out.println("SqlInjectionIT: " + payloads.size() + " payloads, " + count + " requests");
        assertEquals(List.of(), wrong);
        assertEquals(before, whole(foreign));
        String q = "/sessions?userId=" + attacker + "&q=";
        assertEquals(0, berth.get(q + encoded("' OR 1=1 --") + "&repo=x/x").array().size());
        assertTrue(berth.get("/sessions/" + own).status() == 200, "the attacker's own session is there");
    }

    private void look(String query, String payload, String... headers) {
        String path = query.replace("ATTACKER", attacker).replace("OWN", own)
                .replaceFirst("\\?(?=$|/)|(?<==)\\?|(?<=a/)\\?", encoded(payload));
        check(query, payload, berth.get(path, headers));
    }

    private void change(String[] route, String payload) {
        JsonObject sound = Json.object("role", "user", "content", "x", "repoOwner", "a", "repoName", "b", "userId", attacker);
        JsonObject body = jakarta.json.Json.createObjectBuilder(sound).add(route[2], payload).build();
        BodyPublisher sent = BodyPublishers.ofString(body.toString());
        String path = route[1].replace("OWN", own);
        check(String.join(" ", route), payload, berth.send(route[0], path, sent, "Content-Type", "application/json"));
    }

    private void check(String where, String payload, Reply reply) {
        count++;
        boolean quiet = reply.status() / 100 == 2 || reply.status() / 100 == 4;
        if (!quiet || reply.body().contains(CANARY)) {
            wrong.add(where + " with " + payload + " gave " + reply);
        }
        if (reply.status() / 100 == 4 && !reply.body().contains(payload)) {
            Problems.assertDiscreet(reply.body());
        }
    }

    private String whole(String id) {
        return berth.session(id).toString() + berth.messages(id);
    }

    private static List<String> payloads() {
        List<String> payloads = new ArrayList<>(ALONE);
        for (int i = 0; i < ENDS.size() * TAILS.size(); i += 3) {
            payloads.add(ENDS.get(i % ENDS.size()) + TAILS.get(i / ENDS.size()));
        }
        return payloads;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
