package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The example is served by a web server of its own, as another front end is, and reaches Berth through a network that can be cut. */
@DisplayName("The page that docs/front-end.md shows, from another origin,")
class ExampleIT {

    private static final Pattern EXAMPLE = Pattern.compile("```html\\n(.*?)```", Pattern.DOTALL);
    private static final String WRITTEN_FOR = "http://localhost:8080";

    private static HttpServer elsewhere;
    private static OwnServer server;
    private static Relay relay;

    @BeforeAll
    static void start() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server = new OwnServer("berth.echo.pause", "20ms", "berth.cors.origins", origin()).start();
        relay = new Relay(server.port());
        byte[] page = example().replace(WRITTEN_FOR, "http://localhost:" + relay.port()).getBytes(StandardCharsets.UTF_8);
        elsewhere.createContext("/", exchange -> answer(exchange, page));
        elsewhere.start();
    }

    @AfterAll
    static void stop() {
        elsewhere.stop(0);
        relay.close();
        server.close();
    }

    @Test
    @DisplayName("shows messages, sends one, and after a cut in mid-answer goes on to the end without a gap or a repeat (P3)")
    void works() {
        Berth berth = server.berth();
        String id = berth.newSession();
        berth.store(id, "said before");
        // The driver types no characters beyond the first plane.
        String said = Words.of(300).replaceAll("[^ -~]", "");
        try (Page page = new Page(berth)) {
            page.visit(origin() + "/?id=" + id);
            page.awaitText("#status", "connected");
            page.awaitText("#name", "berth");
            page.awaitText("#messages li", "user: said before");
            page.type("Message", said);
            page.clickButton("Send");
            String seen = Await.until("the beginning of the answer", () -> answer(page), text -> text.length() > 100);
            assertFalse(seen.length() == said.length(), "The answer was over before the cut.");
            relay.cut();
            Await.until("the whole answer", () -> answer(page), said::equals);
            assertEquals("3", page.script("return String(document.querySelectorAll('#messages li').length)"));
            page.awaitText("#status", "connected");
        }
    }

    @Test
    @DisplayName("gets the types of what it imports as text")
    void types() {
        try (Page page = new Page(server.berth())) {
            page.visit(origin() + "/");
            assertEquals("200 text/plain;charset=utf-8", page.script("""
                    const answer = fetch('http://localhost:%d/js/protocol.d.ts')
                    return answer.then(({ status, headers }) => status + ' ' + headers.get('content-type').toLowerCase())"""
                    .formatted(relay.port())));
        }
    }

    /** What the agent has said, if the last line is of it. */
    private static String answer(Page page) {
        String line = page.text("#messages li:nth-child(3)");
        return line.startsWith("assistant: ") ? line.substring("assistant: ".length()) : "";
    }

    private static String origin() {
        return "http://localhost:" + elsewhere.getAddress().getPort();
    }

    private static String example() throws IOException {
        Path document = Path.of(System.getProperty("berth.home", ""), "docs", "front-end.md");
        Matcher found = EXAMPLE.matcher(Files.readString(document));
        if (!found.find()) {
            throw new AssertionError(document + " shows no page.");
        }
        return found.group(1);
    }

    private static void answer(HttpExchange exchange, byte[] page) throws IOException {
        boolean isPage = exchange.getRequestURI().getPath().equals("/");
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
        exchange.sendResponseHeaders(isPage ? 200 : 404, isPage ? page.length : -1);
        exchange.getResponseBody().write(isPage ? page : new byte[0]);
        exchange.close();
    }
}
