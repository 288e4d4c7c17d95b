package dev.berth.security.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.berth.session.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A provider")
class ProviderTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("is asked once for what it is")
    void once() {
        answer = metadata(issuer());
        Provider provider = provider();
        assertEquals(issuer() + "/token", provider.metadata().getTokenEndpointURI().toString());
        assertEquals(issuer() + "/token", provider.metadata().getTokenEndpointURI().toString());
        assertEquals(1, asked.get());
    }

    @Test
    @DisplayName("that fails, redirects, answers nonsense, too much, or is another one, is left alone for a while, and the client told so")
    void unusable() {
        requireUnusable(500, "");
        requireUnusable(302, "");
        requireUnusable(200, "");
        requireUnusable(200, "[1]");
        requireUnusable(200, "{}");
        requireUnusable(200, metadata("https://another.example"));
        requireUnusable(200, metadata(issuer()).replaceFirst("\"token_endpoint\"", "\"no\""));
        requireUnusable(200, metadata(issuer()) + " ".repeat(ProviderHttp.ANSWER_BYTES_MAX));
    }

    private void requireUnusable(int withStatus, String withAnswer) {
        asked.set(0);
        status = withStatus;
        answer = withAnswer;
        Provider provider = provider();
        for (int i = 0; i < 2; i++) {
            Refusal refusal = assertThrows(Refusal.class, provider::metadata);
            assertEquals(Refusal.Code.UNAVAILABLE, refusal.code());
            assertTrue(refusal.retryAfterSeconds() > 0);
        }
        assertEquals(1, asked.get());
    }

    private Provider provider() {
        return new Provider(URI.create(issuer()), new ProviderHttp());
    }

    private String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private static String metadata(String issuer) {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token","jwks_uri":"%1$s/jwks",
                "subject_types_supported":["public"],"response_types_supported":["code"]}""".formatted(issuer);
    }
}
