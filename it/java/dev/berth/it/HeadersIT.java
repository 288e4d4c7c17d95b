package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every answer")
class HeadersIT {

    private static final Path PAGES = Path.of(System.getProperty("berth.home", ""), "src/main/webapp");
    private static final List<String> BANNERS = List.of("payara", "glassfish", "grizzly", "liberty", "websphere", "servlet/", "jsp/",
            "jakarta/", "java/", "eclipse", "tyrus", "jersey", "resteasy");
    private static final Pattern INLINE = Pattern.compile("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://",
            Pattern.CASE_INSENSITIVE);

    private final Berth berth = SharedServer.berth();
    private final RawHttp raw = new RawHttp(berth.port());
    private final String id = berth.newSession();

    @Test
    @DisplayName("forbids browsers everything that the pages do not need, be it a page, a file, an answer of the API or a refusal")
    void policy() throws IOException {
        List<Reply> replies = new ArrayList<>();
        files().forEach(file -> replies.add(raw.get("/" + file)));
        for (String path : List.of("/", "/nothing", "/js/nothing.js", "/WEB-INF/web.xml", "/api/sessions", "/api/sessions/" + id,
                "/api/nothing", "/api/sessions/no-such-session/messages/x", "/api/sessions?limit=x", "/api/chat/" + id + "/stream")) {
            replies.add(raw.get(path));
        }
        replies.add(raw.send("DELETE", "/api/sessions/" + berth.newSession(), new byte[0]));
        replies.add(raw.send("POST", "/api/sessions", "{".getBytes(StandardCharsets.UTF_8), "Content-Type: application/json"));
        replies.add(raw.send("POST", "/index.html", new byte[0]));
        replies.add(raw.get("/", "Host: evil.example"));
        replies.add(raw.head("/api/sessions/" + id + "/events"));
        for (Reply reply : replies) {
            String policy = reply.header("Content-Security-Policy");
            for (String rule : List.of("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                    "img-src 'self' data:", "form-action 'self'", "require-trusted-types-for 'script'")) {
                assertTrue(List.of(policy.split("; ?")).contains(rule), () -> rule + " is not in '" + policy + "' of " + reply);
            }
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals("nosniff", reply.header("X-Content-Type-Options"));
            assertEquals("same-origin", reply.header("Referrer-Policy"));
            assertEquals("same-origin", reply.header("Cross-Origin-Opener-Policy"));
        }
        assertTrue(replies.size() > 50, () -> replies.size() + " answers");
    }

    @Test
    @DisplayName("says how long it may be kept: a page until it has changed, an answer of the API not at all")
    void caching() throws IOException {
        files().forEach(file -> assertEquals("no-cache", raw.get("/" + file).header("Cache-Control"), file));
        for (String path : List.of("/api/sessions", "/api/sessions/" + id, "/api/chat/" + id + "/messages",
                "/api/sessions/" + id + "/turns", "/api/nothing", "/nothing")) {
            assertEquals("no-store", raw.get(path).header("Cache-Control"), path);
        }
    }

    @Test
    @DisplayName("keeps to itself which server gives it, also when the request was too broken to come as far as Berth")
    void banners() {
        List<Reply> replies = new ArrayList<>();
        for (String target : List.of("/", "/nothing", "/WEB-INF/beans.xml", "/META-INF/MANIFEST.MF", "/api/sessions", "/api/nothing",
                "/api/application.wadl", "/js/", "/..;/", "/%", "/%00", "/a".repeat(20_000))) {
            replies.add(raw.get(target));
        }
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "NONSENSE")) {
            replies.add(raw.send(method, "/", new byte[0]));
            replies.add(raw.send(method, "/api/sessions/" + id, new byte[0]));
            replies.add(raw.send(method, "/api/sessions/" + id + "/events", new byte[0]));
        }
        replies.add(raw.get("/", "X: " + "y".repeat(60_000)));
        replies.add(raw.get("/api/sessions", "Content-Length: x"));
        replies.add(raw.get("/", "Host: a b"));
        assertEquals(List.of(), replies.stream().filter(HeadersIT::tells).map(Reply::toString).toList());
    }

    @Test
    @DisplayName("that is a page has neither script nor style in it, and names no other host")
    void pages() throws IOException {
        for (String file : files().stream().filter(name -> name.endsWith(".html") || name.endsWith(".svg")).toList()) {
            String page = Files.readString(PAGES.resolve(file)).replace("http://www.w3.org/2000/svg", "");
            assertFalse(INLINE.matcher(page).find(), file);
        }
    }

    @Test
    @DisplayName("to a head of more than 16 KiB is a refusal or the end of the connection")
    void largeHead() {
        for (String head : List.of("X: " + "y".repeat(17 << 10), "Cookie: " + "a=b; ".repeat(4 << 10))) {
            int status = raw.get("/api/sessions", head).status();
            assertTrue(status / 100 == 4, "gave " + status);
        }
        assertEquals(200, raw.get("/api/sessions", "X: " + "y".repeat(6 << 10)).status());
    }

    private static boolean tells(Reply reply) {
        String all = (reply.header("Server") + reply.header("X-Powered-By") + reply.body()).toLowerCase(Locale.ROOT);
        return BANNERS.stream().anyMatch(all::contains);
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(PAGES)) {
            return all.filter(Files::isRegularFile).map(file -> PAGES.relativize(file).toString())
                    .filter(name -> !name.startsWith("WEB-INF")).toList();
        }
    }
}
