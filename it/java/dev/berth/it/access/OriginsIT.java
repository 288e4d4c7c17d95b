package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.Berth;
import dev.berth.it.RawHttp;
import dev.berth.it.Reply;
import dev.berth.it.trials.Trial;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T28: pages of other sites, by WebSocket, by reading and by writing, with the right secret in their hands. */
@DisplayName("A page of another site")
class OriginsIT {

    private static final String AUTHORIZATION = "Authorization: Bearer " + SecuredServer.SECRET;
    private static final byte[] WISH = "{\"repoOwner\":\"octo\",\"repoName\":\"berth\"}".getBytes(StandardCharsets.UTF_8);

    private final Berth service = SecuredServer.service();
    private final int port = service.port();
    private final RawHttp raw = new RawHttp(port);
    private final String id = Scene.newSession(service);
    private final List<String> foreign = List.of("null", "", "http://evil.example", "https://evil.example",
            "https://front.example.evil.example",
            "https://evil-front.example", "https://xfront.example", "http://front.example", "https://front.example:8443",
            "https://front.example.", "https://FRONT.example", "https://front.example/", "https://front.example@evil.example",
            "http://localhost", "http://localhost:1", "http://localhost:" + port + ".evil.example", "file://", "chrome-extension://abc");

    @Test
    @DisplayName("is refused whatever it calls, unless its origin is listed, to the letter")
    void onlyTheListed() {
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (String origin : foreign) {
            String line = "Origin: " + origin;
            for (int status : new int[] {raw.get("/api/sessions", AUTHORIZATION, line).status(), write(line).status(), handshake(origin)}) {
                cases++;
                if (status != 403) {
                    wrong.add(origin + " got " + status);
                }
            }
        }
        Trial.say(getClass(), cases + " foreign calls");
        assertEquals(List.of(), wrong);
        for (String own : List.of("Origin: " + SecuredServer.FRONT_END, "Origin: http://localhost:" + port)) {
            assertEquals(201, write(own).status());
            assertEquals(101, handshake(own.substring("Origin: ".length())));
        }
    }

    @Test
    @DisplayName("may ask first and call then, when it is listed; a text that is no JSON is refused from anywhere")
    void preflight() {
        Reply asked = raw.send("OPTIONS", "/api/sessions", new byte[0], "Origin: " + SecuredServer.FRONT_END,
                "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: authorization");
        assertEquals(204, asked.status());
        assertEquals(SecuredServer.FRONT_END, asked.header("Access-Control-Allow-Origin"));
        assertEquals("", asked.header("Access-Control-Allow-Credentials"));
        assertEquals(415, raw.send("POST", "/api/sessions", WISH, AUTHORIZATION, "Content-Type: text/plain").status());
    }

    private Reply write(String origin) {
        return raw.send("POST", "/api/sessions", WISH, AUTHORIZATION, origin, "Content-Type: application/json");
    }

    private int handshake(String origin) {
        return new Handshake(port).send(URI.create("http://localhost/api/sessions/" + id + "/websocket"), "Authorization",
                "Bearer " + SecuredServer.SECRET, "Origin", origin).status();
    }
}
