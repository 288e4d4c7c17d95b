package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A client that nobody here wrote: curl, as a person uses it. */
@DisplayName("curl")
class CurlIT {

    private static final String JSON = "Content-Type: application/json";

    private final Berth berth = SharedServer.berth();

    @BeforeAll
    static void requireCurl() {
        Tools.require("curl");
    }

    @Test
    @DisplayName("lists, creates, chats and reads the history (first design)")
    void firstDesign() throws Exception {
        String user = Berth.newId();
        assertEquals("[]", curl("/api/sessions?userId=" + user));
        String created = curl("/api/sessions", "-H", JSON, "-d", "{\"userId\":\"" + user
                + "\",\"repoOwner\":\"octo\",\"repoName\":\"berth\"}");
        String id = ((JsonObject) Json.parse(created)).getString("id");
        List<String> chat = curl("/api/chat/" + id, "-N", "-H", JSON, "-d", "{\"content\":\"hello there\"}").lines().toList();
        assertEquals("event: message", chat.get(0));
        assertTrue(chat.stream().anyMatch(line -> line.startsWith("data: {\"type\":\"ack\",\"content\":\"Message received\"")),
                chat.toString());
        assertTrue(chat.stream().anyMatch(line -> line.startsWith("data: {\"type\":\"assistant\"") && line.contains("hello there")),
                chat.toString());
        assertEquals("event: done", chat.stream().filter(line -> line.startsWith("event:")).reduce((a, b) -> b).orElse(""));
        String history = curl("/api/chat/" + id + "/messages");
        assertEquals(List.of("user", "assistant"), Json.texts((JsonArray) Json.parse(history), "role"));
        assertEquals("426", curl("/api/sessions/" + id + "/websocket", "-o", "/dev/null", "-w", "%{http_code}"));
        assertTrue(curl("/api/chat/x", "-H", JSON, "-d", "{\"content\":\" \"}").contains("\"error\":\"Message content required\""));
    }

    @Test
    @DisplayName("follows a session live, and compresses nothing though it could")
    void follows() throws Exception {
        String id = berth.newSession();
        Process curl = start("/api/sessions/" + id + "/events?after=0", "-N", "-i", "--compressed", "--max-time", "60");
        try (var lines = curl.inputReader(StandardCharsets.UTF_8)) {
            String stored = berth.store(id, "hello").getString("id");
            List<String> seen = new ArrayList<>();
            for (String line = lines.readLine(); line != null && !line.contains(stored); line = lines.readLine()) {
                seen.add(line);
            }
            assertTrue(seen.contains("retry: 1000"), seen.toString());
            assertTrue(seen.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("content-encoding")), seen.toString());
            assertTrue(seen.get(seen.size() - 1).startsWith("id: "), seen.toString());
        } finally {
            curl.destroyForcibly();
        }
    }

    private String curl(String path, String... options) throws IOException, InterruptedException {
        Process curl = start(path, options);
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(curl.waitFor(60, TimeUnit.SECONDS) && curl.exitValue() == 0, "curl ended with " + curl.exitValue() + ": " + said);
        return said;
    }

    private Process start(String path, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "60", berth.at(path).toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
