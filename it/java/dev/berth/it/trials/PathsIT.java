package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.OwnServer;
import dev.berth.it.RawHttp;
import dev.berth.it.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T21. Ways up and out, in every encoding, wherever a client names something. */
@DisplayName("A name that leads out of the data folder")
class PathsIT {

    private static final String SECRET = "the-secret-beside-the-data";
    private static final List<String> UPS = List.of("..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "%c0%ae%c0%ae", "%u002e%u002e", "\u2024\u2024",
            "\uff0e\uff0e", "..;", "..%00", "....", "%f0%80%80%ae.");
    private static final List<String> SLASHES = List.of("/", "%2f", "%2F", "%252f", "\\", "%5c", "%c0%af", "\u2215", "//");
    private static final List<String> TARGETS = List.of("secret.db", "secret", "sessions");
    private static final List<String> NAMES = List.of("%00", "a%00.db", "a::$DATA", "a:b", "con.txt", "a".repeat(65), "a".repeat(300),
            "a".repeat(5_000), "%20", "a%0d%0aX-Forged:1", "%e2%80%ae", "e%cc%81", "%ef%bb%bfa", "~", "$HOME", "%24%7bjndi:x%7d", "a;b=c", "*", "%3f",
            "a%23b", "/etc/passwd", "%2fetc%2fpasswd", "file:%2f%2f%2fetc%2fpasswd", ".ssh", "-rf", "a.db-wal", "catalogue.db");
    private static final List<String> PLACES = List.of("GET /api/sessions/{x}", "POST /api/sessions/{x}/messages", "GET /api/sessions/{x}/events",
            "DELETE /api/sessions/{x}", "GET /api/chat/{x}/messages", "GET /js/{x}");
    private static final byte[] BODY = "{\"role\":\"user\",\"content\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    private final Path around = OwnServer.newFolder();
    private final OwnServer server = new OwnServer(around.resolve("between/data"));

    @AfterEach
    void stop() throws IOException {
        server.close();
        try (Stream<Path> all = Files.walk(around)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
        }
    }

    @Test
    @DisplayName("reads none, makes none and changes none, and is refused with 4xx")
    void nothing() throws IOException {
        Files.createDirectories(around.resolve("between/secret"));
        Files.writeString(around.resolve("between/secret.db"), SECRET);
        Files.writeString(around.resolve("secret.db"), SECRET);
        Files.createDirectories(around.resolve("between/data"));
        server.start();
        server.berth().newSession();
        Map<String, String> before = outside();
        Set<String> payloads = payloads();
        assertTrue(payloads.size() >= 300, () -> payloads.size() + " payloads");
        List<String> wrong = new ArrayList<>();
        RawHttp raw = new RawHttp(server.berth().port());
        int place = 0;
        for (String payload : payloads) {
            send(raw, PLACES.get(place++ % PLACES.size()), payload, wrong);
        }
        System.out.println("PathsIT: " + payloads.size() + " payloads");
        assertEquals(List.of(), wrong);
        assertEquals(before, outside());
        assertEquals(1, server.berth().get("/sessions").array().size());
    }

    private static Set<String> payloads() {
        Set<String> payloads = new LinkedHashSet<>(NAMES);
        for (String up : UPS) {
            for (String slash : SLASHES) {
                for (String target : TARGETS) {
                    payloads.add(up + slash + up + slash + target);
                }
            }
        }
        return payloads;
    }

    private static void send(RawHttp raw, String place, String payload, List<String> wrong) {
        String[] words = place.split(" ");
        byte[] body = words[0].equals("POST") ? BODY : new byte[0];
        String path = words[1].replace("{x}", new String(payload.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        String shown = words[0] + " " + path.substring(0, Math.min(120, path.length()));
        try {
            Reply reply = raw.send(words[0], path, body, "Content-Type: application/json");
            // Payara answers stray percent signs itself, with an empty 200, and sends on who asks for a page in a roundabout way.
            boolean refused = reply.status() / 100 == 4 || reply.status() == 200 && reply.body().isEmpty()
                    || words[1].startsWith("/js/") && reply.status() / 100 == 3;
            if (!refused || reply.body().contains(SECRET) || reply.body().contains("root:") || !reply.header("X-Forged").isEmpty()) {
                wrong.add(shown + " gave " + reply.status() + " " + reply.body().substring(0, Math.min(100, reply.body().length())));
            }
        } catch (AssertionError | UncheckedIOException e) {
            wrong.add(shown + " got no answer: " + e.getMessage());
        }
    }

    /** All that is beside the data folder, with what would show a change. */
    private Map<String, String> outside() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(around)) {
            for (Path path : all.filter(path -> !path.startsWith(server.data())).toList()) {
                files.put(around.relativize(path).toString(), Files.isDirectory(path) ? "folder"
                        : Files.getLastModifiedTime(path) + " " + Files.readString(path));
            }
        }
        return files;
    }
}
