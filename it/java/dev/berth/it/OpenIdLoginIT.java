package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.oidc.NeedsProvider;
import dev.berth.it.oidc.ServerWithLogin;
import dev.berth.it.oidc.Visitor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsProvider
@DisplayName("A browser that logs in by OpenID Connect")
class OpenIdLoginIT {

    private static ServerWithLogin both;

    private final Berth berth = both.server().berth();
    private final Visitor visitor = both.visitor();

    @BeforeAll
    static void start() {
        both = new ServerWithLogin().start();
    }

    @AfterAll
    static void stop() {
        both.close();
    }

    @Test
    @DisplayName("is told where to, by every route and stream; the pages are open")
    void notLoggedIn() {
        for (String path : List.of("/sessions", "/events", "/sessions/a/events", "/chat/a/messages", "/sessions/a/websocket", "/nowhere")) {
            Reply refused = berth.get(path).expect(401);
            assertEquals("Bearer", refused.header("WWW-Authenticate"));
            assertEquals("application/problem+json", refused.header("Content-Type").split(";")[0]);
            assertEquals("/api/login", refused.object().getString("login"));
        }
        visitor.get("/").expect(200);
        visitor.get("/session.html?id=a").expect(200);
        visitor.get("/js/api.js").expect(200);
    }

    @Test
    @DisplayName("is sent to the provider with PKCE, a state and a nonce, each of its own, and is sent back to where it was")
    void begins() {
        Reply begun = visitor.get("/api/login?return=" + encoded("/session.html?id=a&x=%2F")).expect(302);
        String query = URI.create(begun.header("Location")).getQuery();
        assertTrue(begun.header("Location").startsWith(both.provider().issuer() + "/"), begun.header("Location"));
        for (String part : List.of("response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=",
                "client_id=berth", "scope=openid+profile+groups", "redirect_uri=" + berth.at("/api/login/callback"))) {
            assertTrue(query.contains(part), query);
        }
        assertNotEquals(query, URI.create(visitor.get("/api/login").header("Location")).getQuery());
        URI callback = visitor.logInAtProvider("ada", begun.header("Location"));
        assertEquals(berth.at("/session.html?id=a&x=%2F").toString(), visitor.get(callback.toString()).expect(302).header("Location"));
        visitor.get("/api/sessions").expect(200);
    }

    @Test
    @DisplayName("keeps secrets that no script sees, no other site's request carries, and no two logins share")
    void cookies() {
        String begun = visitor.get("/api/login").header("Set-Cookie");
        assertTrue(begun.matches("berth-login=[\\w-]{43}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax"), begun);
        String done = visitor.logIn("ada").header("Set-Cookie");
        assertTrue(done.matches("berth=[\\w-]{43}; Path=/; Max-Age=28800; HttpOnly; SameSite=Lax"), done);
        String first = visitor.cookie("berth");
        visitor.logIn("ada");
        assertNotEquals(first, visitor.cookie("berth"));
        assertEquals(401, berth.get("/sessions", "Cookie", "berth=" + first).status(), "the login before has ended");
        assertEquals(401, berth.get("/sessions", "Cookie", "berth=" + "A".repeat(43)).status());
        assertEquals(401, berth.get("/sessions?ticket=" + visitor.cookie("berth")).status());
    }

    @Test
    @DisplayName("is refused when it did not begin this login, when the state is wrong, and the second time")
    void onlyOnce() {
        URI callback = visitor.logInAtProvider("ada");
        Visitor other = both.visitor();
        other.get("/api/login").expect(302);
        requireRefused(other, callback.toString());
        requireRefused(both.visitor(), callback.toString());
        requireRefused(visitor, callback.toString().replaceFirst("state=[^&]+", "state=" + "A".repeat(43)));
        requireRefused(visitor, callback.toString().replaceFirst("state=[^&]+&?", ""));
        visitor.get(callback.toString()).expect(302);
        visitor.get("/api/sessions").expect(200);
        String mine = visitor.cookie("berth");
        Problems.assertProblem(400, "login", visitor.get(callback.toString()));
        assertEquals(mine, visitor.cookie("berth"));
    }

    @Test
    @DisplayName("is refused with a code that was used, that was changed, or that another provider has sent")
    void wrongCode() {
        String used = code(visitor.logInAtProvider("ada"));
        requireRefused(visitor, withCode(visitor.logInAtProvider("ada"), "invented"));
        visitor.get(withCode(visitor.logInAtProvider("ada"), used)).expect(400);
        URI callback = visitor.logInAtProvider("ada");
        requireRefused(visitor, callback.toString().replaceFirst("iss=[^&]+", "iss=" + encoded("https://evil.example")));
        String state = visitor.logInAtProvider("ada").getQuery().replaceFirst(".*state=([^&]+).*", "$1");
        Reply denied = visitor.get("/api/login/callback?error=access_denied&state=" + state + "&iss=" + encoded(both.provider().issuer()));
        assertEquals(403, denied.status(), denied.body());
        assertEquals("", visitor.cookie("berth"));
    }

    @Test
    @DisplayName("is never sent to another site")
    void foreignReturn() {
        for (String place : List.of("https://evil.example/", "//evil.example/", "/\\evil.example", "\\/evil.example", "evil.example", "",
                "/\t/evil.example", "/a\r\nSet-Cookie: x=y", "javascript:alert(1)", " /a", "@evil.example", ".evil.example", "/a\\b")) {
            Reply refused = visitor.get("/api/login?return=" + encoded(place));
            assertEquals(400, refused.status(), place);
            assertTrue(refused.object().getString("detail").startsWith("return "), refused.body());
        }
        for (String place : List.of("/", "/..//evil.example", "/.//evil.example", "/@evil.example", "/a?b=//evil.example")) {
            String begun = visitor.get("/api/login?return=" + encoded(place)).expect(302).header("Location");
            String end = visitor.get(visitor.logInAtProvider("ada", begun).toString()).expect(302).header("Location");
            assertEquals(berth.at("").getAuthority(), URI.create(end).getAuthority(), place);
        }
    }

    @Test
    @DisplayName("is logged out here and sent to the provider to be logged out there; a foreign page logs out nobody")
    void logOut() {
        visitor.logIn("ada");
        String mine = visitor.cookie("berth");
        assertEquals(403, visitor.post("/api/logout", "Origin", "http://evil.example").status());
        visitor.get("/api/sessions").expect(200);
        FollowEvents stream = berth.events("/events", "Cookie", "berth=" + mine);
        Reply out = visitor.post("/api/logout", "Origin", berth.at("").toString()).expect(200);
        stream.frames().awaitEnd();
        assertTrue(out.header("Set-Cookie").startsWith("berth=; Path=/; Max-Age=0; HttpOnly"), out.header("Set-Cookie"));
        URI there = URI.create(out.object().getString("url"));
        assertTrue(there.toString().startsWith(both.provider().issuer() + "/session/end?"), there.toString());
        assertTrue(there.getQuery().contains("id_token_hint=") && there.getQuery().contains("post_logout_redirect_uri=" + berth.at("/")));
        visitor.get(there.toString()).expect(200);
        visitor.get("/api/sessions").expect(401);
        assertEquals(401, berth.get("/sessions", "Cookie", "berth=" + mine).status());
        assertTrue(visitor.post("/api/logout").expect(200).object().isNull("url"), "the second time");
        String hint = there.getQuery().replaceFirst(".*id_token_hint=([^&]+).*", "$1");
        assertEquals(401, berth.get("/sessions", "Authorization", "Bearer " + hint).status(), "what was in an address opens nothing");
    }

    @Test
    @DisplayName("is still logged in when Berth was killed and started again, and still logged out too (P1)")
    void outlivesRestart() throws Exception {
        Visitor leaving = both.visitor();
        visitor.logIn("ada");
        leaving.logIn("grace");
        String left = leaving.cookie("berth");
        requirePrivate(both.server().data().resolve("logins"), visitor.cookie("berth"));
        leaving.post("/api/logout").expect(200);
        both.server().kill();
        both.server().start();
        visitor.get("/api/sessions").expect(200);
        assertEquals(401, berth.get("/sessions", "Cookie", "berth=" + left).status());
        visitor.post("/api/logout").expect(200);
        both.server().kill();
        both.server().start();
        visitor.get("/api/sessions").expect(401);
    }

    private static void requirePrivate(Path logins, String secret) throws Exception {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(logins)));
        try (Stream<Path> files = Files.list(logins)) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                assertFalse((file + Files.readString(file)).contains(secret));
            }
        }
    }

    private static void requireRefused(Visitor visitor, String callback) {
        Reply refused = visitor.get(callback);
        assertEquals(400, refused.status(), refused.body());
        assertEquals("", visitor.cookie("berth"));
        visitor.get("/api/sessions").expect(401);
    }

    private static String code(URI callback) {
        return callback.getQuery().replaceFirst(".*code=([^&]+).*", "$1");
    }

    private static String withCode(URI callback, String code) {
        return callback.toString().replaceFirst("code=[^&]+", "code=" + code);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
