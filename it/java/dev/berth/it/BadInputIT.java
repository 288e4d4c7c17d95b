package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Bad input")
class BadInputIT {

    private static final int BODY_MAX = 65_536;
    private static final String FILE = "{\"name\":\"a.txt\",\"url\":\"data:text/plain;base64,aGk=\"}";

    private final Berth berth = SharedServer.berth();
    private final RawHttp raw = new RawHttp(berth.port());
    private final String id = berth.newSession();
    private final String before = stored();

    @Test
    @DisplayName("that is no JSON object is refused on every route that takes one, and nothing is stored")
    void notJson() {
        List<byte[]> bodies = new ArrayList<>();
        for (String text : List.of("", " ", "{", "}", "nul", "[]", "\"x\"", "5", "null", "{\"a\":1,}", "{'a':1}", "{\"a\" 1}",
                "{\"a\":1}x", "{\"a\":01}",
                "{\"content\":\"a\nb\"}", "{\"a\":NaN}", "{\"content\":\"\\x\"}", "[".repeat(10_000), "{\"a\":".repeat(10_000),
                "{\"content\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")) {
            bodies.add(utf8(text));
        }
        bodies.add(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'});
        bodies.add(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'});
        bodies.add(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});
        for (String[] route : routes()) {
            for (byte[] body : bodies) {
                Reply reply = send(route, body);
                assertEquals(400, reply.status(), () -> String.join(" ", route) + " " + shown(body) + " gave " + reply);
                Problems.assertProblem(400, "", reply);
            }
        }
        assertEquals(before, stored());
    }

    @Test
    @DisplayName("in a field of a session is refused with the field's name, and nothing is stored")
    void wrongSessionFields() {
        requireRefused("repoOwner", "POST", "/api/sessions", "{\"repoName\":\"x\"}", "{\"repoOwner\":5,\"repoName\":\"x\"}",
                "{\"repoOwner\":\"../x\",\"repoName\":\"x\"}", "{\"repoOwner\":\"\",\"repoName\":\"x\"}",
                "{\"repoOwner\":{},\"repoName\":\"x\"}",
                "{\"repoOwner\":\"a\\u0000\",\"repoName\":\"x\"}", "{\"repoOwner\":\"" + "a".repeat(101) + "\",\"repoName\":\"x\"}");
        requireRefused("mode", "POST", "/api/sessions", "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"mode\":\"fly\"}");
        requireRefused("title", "POST", "/api/sessions", "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"title\":[]}",
                "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"title\":\"\\ud800\"}",
                "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"title\":\"\\u0000\"}");
        requireRefused("userId", "POST", "/api/sessions", "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"userId\":\"a b\"}",
                "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"userId\":7}");
        requireRefused("id", "POST", "/api/sessions", "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"id\":\"../x\"}",
                "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"id\":\"\"}", "{\"repoOwner\":\"a\",\"repoName\":\"b\",\"id\":\""
                + "a".repeat(65) + "\"}");
        requireRefused("status", "PATCH", "/api/sessions/" + id, "{\"status\":\"asleep\"}", "{\"status\":5}");
        requireRefused("mode", "PATCH", "/api/sessions/" + id, "{\"mode\":\"fly\"}");
        assertEquals(before, stored());
    }

    @Test
    @DisplayName("in a field of a message is refused with the field's name, and nothing is stored")
    void wrongMessageFields() {
        String messages = "/api/sessions/" + id + "/messages";
        requireRefused("role", "POST", messages, "{\"content\":\"x\"}", "{\"role\":\"king\",\"content\":\"x\"}",
                "{\"role\":1,\"content\":\"x\"}");
        requireRefused("content", "POST", messages, "{\"role\":\"user\"}", "{\"role\":\"user\",\"content\":1}",
                "{\"role\":\"user\",\"content\":\"\\u0000\"}", "{\"role\":\"user\",\"content\":\"\\ud83d\"}",
                "{\"role\":\"user\",\"content\":\"\\ude00\\ud83d\"}");
        requireRefused("parts", "POST", messages, "{\"role\":\"user\",\"content\":\"x\",\"parts\":{}}",
                "{\"role\":\"user\",\"content\":\"x\",\"parts\":\"[\"}",
                "{\"role\":\"user\",\"content\":\"x\",\"parts\":[5]}",
                "{\"role\":\"user\",\"content\":\"x\",\"parts\":[{\"content\":\"no type\"}]}",
                "{\"role\":\"user\",\"content\":\"x\",\"parts\":[{\"type\":\"text\",\"content\":\"\\udfff\"}]}",
                "{\"role\":\"user\",\"content\":\"x\",\"parts\":[{\"type\":\"text\",\"content\":5}]}");
        requireRefused("clientMessageId", "POST", messages, "{\"role\":\"user\",\"content\":\"x\",\"clientMessageId\":\"\"}",
                "{\"role\":\"user\",\"content\":\"x\",\"clientMessageId\":\"" + "a".repeat(129) + "\"}");
        requireRefused("mode", "POST", "/api/chat/" + id, "{\"content\":\"x\",\"mode\":\"fly\"}");
        requireRefused("files must", "POST", "/api/chat/" + id, "{\"content\":\"x\",\"files\":{}}", "{\"content\":\"x\",\"files\":\"[]\"}",
                withFiles(FILE + ("," + FILE).repeat(10)));
        requireRefused("files[1] ", "POST", "/api/chat/" + id, withFiles(FILE + ",5"));
        requireRefused("files[1].name ", "POST", "/api/chat/" + id, withFiles(FILE + ",{\"url\":\"data:a/b;base64,\"}"),
                withFiles(FILE + ",{\"name\":\"a\\nb\",\"url\":\"data:a/b;base64,\"}"));
        requireRefused("files[1].url ", "POST", "/api/chat/" + id, withFiles(FILE + ",{\"name\":\"a\"}"),
                withFiles(FILE + ",{\"name\":\"a\",\"url\":\"file:///etc/passwd\"}"),
                withFiles(FILE + ",{\"name\":\"a\",\"url\":\"data:a/b;base64,?\"}"));
        requireRefused("content", "PATCH", "/api/sessions/" + id + "/turns/x", "{\"content\":\"\"}", "{\"content\":[]}",
                "{\"content\":\"\\u0000\"}", "{\"content\":\"\\ud83d\"}", "{\"position\":null,\"content\":null}");
        assertEquals(before, stored());
    }

    @Test
    @DisplayName("that is larger than the limit is 413, with its length told or not")
    void tooLarge() {
        byte[] body = utf8("{\"role\":\"user\",\"content\":\"" + "x".repeat(BODY_MAX) + "\"}");
        for (String[] route : routes()) {
            Problems.assertProblem(413, "", send(route, body));
        }
        String chunk = Integer.toHexString(body.length) + "\r\n" + new String(body, StandardCharsets.US_ASCII) + "\r\n0\r\n\r\n";
        Problems.assertProblem(413, "", raw.exchange(utf8("POST /api/sessions/" + id + "/messages HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk)));
        assertEquals(before, stored());
        berth.store(id, "x".repeat(BODY_MAX - 100));
    }

    @Test
    @DisplayName("that is not JSON by its content type is 415")
    void notJsonType() {
        byte[] body = utf8("{\"repoOwner\":\"a\",\"repoName\":\"b\",\"role\":\"user\",\"content\":\"x\",\"title\":\"x\",\"value\":1}");
        for (String[] route : routes()) {
            for (String type : List.of("Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded",
                    "Content-Type: multipart/form-data; boundary=x", "X-None: none")) {
                Problems.assertProblem(415, "", raw.send(route[0], route[1], body, type));
            }
        }
        assertEquals(before, stored());
        assertEquals(201, raw.send("POST", "/api/sessions", body, "Content-Type: application/json;charset=UTF-8").status());
    }

    @Test
    @DisplayName("in numbers, twice-named members and SQL harms nothing")
    void odd() {
        JsonObject twice = send(new String[] {"POST", "/api/sessions/" + id + "/messages"},
                utf8("{\"role\":\"user\",\"content\":\"a\",\"content\":\"b\",\"no\":1e308,\"deep\":{\"x\":[1]}}")).expect(201).object();
        assertTrue(List.of("a", "b").contains(twice.getString("content")));
        String sql = "'; DROP TABLE messages; --\" OR 1=1";
        assertEquals(sql, berth.store(id, sql).getString("content"));
        berth.patch("/sessions/" + id, Json.object("title", sql)).expect(200);
        assertEquals(sql, berth.session(id).getString("title"));
        assertEquals(2, berth.messages(id).size());
        Problems.assertProblem(400, "", send(new String[] {"PATCH", "/api/sessions/" + id + "/turns/x"}, utf8("{\"position\":1e308}")));
        Problems.assertProblem(400, "", send(new String[] {"PATCH", "/api/sessions/" + id + "/turns/x"}, utf8("{\"position\":1.5}")));
        Problems.assertProblem(400, "", send(new String[] {"PATCH", "/api/sessions/" + id + "/turns/x"},
                utf8("{\"position\":1e999999999}")));
    }

    @Test
    @DisplayName("as a route or a method that there is none is refused without a word about the inside")
    void noRoute() {
        Problems.assertProblem(404, "", berth.get("/nothing"));
        Problems.assertProblem(404, "", berth.get("/sessions/" + id + "/nothing"));
        Problems.assertProblem(404, "", berth.get("/"));
        for (Reply reply : List.of(berth.delete("/sessions"), berth.post("/sessions/" + id, "{}"), berth.get("/sessions/" + id + "/stop"),
                raw.send("TRACE", "/api/sessions", new byte[0]), raw.send("PROPFIND", "/api/sessions", new byte[0]))) {
            assertTrue(reply.status() == 404 || reply.status() == 405 || reply.status() == 501, reply.toString());
            Problems.assertDiscreet(reply.body());
        }
    }

    private void requireRefused(String field, String method, String target, String... bodies) {
        for (String body : bodies) {
            Problems.assertProblem(400, field, send(new String[] {method, target}, utf8(body)));
        }
    }

    private Reply send(String[] route, byte[] body) {
        return raw.send(route[0], route[1], body, "Content-Type: application/json");
    }

    /** All routes that take a JSON object. */
    private List<String[]> routes() {
        String session = "/api/sessions/" + id;
        return List.of(new String[] {"POST", "/api/sessions"}, new String[] {"PATCH", session},
                new String[] {"POST", session + "/messages"},
                new String[] {"POST", session + "/do/messages"}, new String[] {"POST", "/api/chat/" + id},
                new String[] {"POST", "/api/chat/" + id + "?wait=false"}, new String[] {"POST", session + "/tasks"},
                new String[] {"PATCH", session + "/tasks/x"}, new String[] {"PUT", session + "/meta/key"},
                new String[] {"PATCH", session + "/turns/x"});
    }

    /** What the session holds. */
    private String stored() {
        return berth.session(id).toString() + berth.messages(id) + berth.turns(id) + berth.get("/sessions/" + id + "/tasks").body()
                + berth.get("/sessions/" + id + "/meta").body();
    }

    private static String withFiles(String files) {
        return "{\"content\":\"x\",\"files\":[" + files + "]}";
    }

    private static String shown(byte[] body) {
        return new String(body, 0, Math.min(50, body.length), StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
