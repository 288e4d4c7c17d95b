package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.oidc.ForgedTokens;
import dev.berth.it.oidc.NeedsProvider;
import dev.berth.it.oidc.OpenIdProvider;
import dev.berth.it.oidc.ServerWithLogin;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsProvider
@DisplayName("A program with a token of the OpenID provider")
class OpenIdTokenIT {

    private static final String SECRET = "the-secret-of-a-service";

    private final ServerWithLogin both = new ServerWithLogin("berth.api-secret", SECRET, "berth.proxies", "127.0.0.1");
    private final Berth berth = both.server().berth();

    @AfterEach
    void stop() {
        both.close();
    }

    @Test
    @DisplayName("is let in, as the token's subject; with one that is wrong in any way it is nobody")
    void tokens() throws Exception {
        both.start();
        String token = both.provider().tokenFor(OpenIdProvider.AUDIENCE);
        String id = berth.post("/sessions", Json.object("repoOwner", "octo", "repoName", "berth"), bearer(token)).expect(201).object()
                .getString("id");
        assertEquals(OpenIdProvider.PROGRAM, berth.get("/sessions/" + id, bearer(token)).expect(200).object().getString("userId"));
        berth.get("/sessions", bearer(new ForgedTokens(both.provider()).right("ada"))).expect(200);
        berth.get("/sessions", bearer(both.provider().tokenFor("urn:another"))).expect(401);
        requireNobody(new ForgedTokens(both.provider()).wrong());
        berth.get("/sessions?userId=ada", bearer(SECRET)).expect(200);
        requireFollowsNewKey(token);
    }

    /** Each comes from another address, since whoever tries too many is not even heard. */
    private void requireNobody(Map<String, String> wrong) {
        Map<String, Integer> answers = new TreeMap<>();
        wrong.forEach((what, token) -> answers.put(what, berth.get("/sessions", "Authorization", "Bearer " + token, "X-Forwarded-For",
                "192.0.2." + answers.size()).status()));
        answers.values().removeIf(status -> status == 401);
        assertEquals(Map.of(), answers);
    }

    /** The old key's tokens are worth nothing from the moment the new key is known. */
    private void requireFollowsNewKey(String before) throws Exception {
        both.provider().rotateKey();
        String token = both.provider().tokenFor(OpenIdProvider.AUDIENCE);
        Await.until("the new key", () -> berth.get("/sessions", bearer(token)).status() == 200);
        berth.get("/sessions", bearer(before)).expect(401);
    }

    @Test
    @DisplayName("is told to wait while the provider cannot be reached, as those are who log in; Berth itself has started")
    void unreachable() throws Exception {
        both.server().start();
        String token = new ForgedTokens(both.provider()).right("ada");
        for (int i = 0; i < 3; i++) {
            assertEquals("5", berth.get("/sessions", bearer(token)).expect(503).header("Retry-After"));
            Problems.assertProblem(503, "provider", both.visitor().get("/api/login"));
        }
        berth.get("/sessions", bearer("not.a.token")).expect(401);
        both.startProvider();
        Await.until("the provider", () -> berth.get("/sessions", bearer(token)).status() == 200);
        both.visitor().logIn("ada");
    }

    @Test
    @DisplayName("and a browser behind a proxy with TLS: the address is the one that people use, and its cookies are kept for it alone")
    void overTls() {
        try (ServerWithLogin behind = new ServerWithLogin("berth.url", "https://berth.example.org").start()) {
            Reply begun = behind.visitor().get("/api/login").expect(302);
            String cookie = begun.header("Set-Cookie");
            assertEquals("__Host-berth-login=…; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure", cookie.replaceFirst("=[\\w-]{43};",
                    "=…;"));
            assertEquals(true, begun.header("Location").contains("redirect_uri=https%3A%2F%2Fberth.example.org%2Fapi%2Flogin%2Fcallback"));
            assertEquals("__Host-berth=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
                    behind.visitor().post("/api/logout").header("Set-Cookie"));
        }
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
