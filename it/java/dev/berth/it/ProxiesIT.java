package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.proxy.Certificates;
import dev.berth.it.proxy.ProxyKind;
import dev.berth.it.proxy.ProxyProcess;
import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings of the proxies are those in {@code docs/deploy}, so that what is documented is what is tried. */
@DisplayName("Berth behind a proxy that ends TLS")
class ProxiesIT {

    private static final String SECRET = "what-only-the-tests-and-their-server-know";
    private static final Path HOME = Path.of(System.getProperty("berth.home", "")).toAbsolutePath();
    private static final int PROXY_TIMEOUT_BEATS = 5;
    private static final int GUESSES_MAX = 10;
    private static final String LONG = Words.of(600);

    private static final OwnServer SERVER = new OwnServer("berth.api-secret", SECRET, "berth.proxies", "127.0.0.1", "berth.hosts",
            "localhost", "berth.echo.pause", "20ms");
    private static final Map<ProxyKind, ProxyProcess> PROXIES = new EnumMap<>(ProxyKind.class);
    private static final Path CERTIFICATES = OwnServer.newFolder();
    private static Certificates certificates;
    private static SSLContext trust;

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.make(CERTIFICATES);
        trust = certificates.trust();
        SERVER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        for (ProxyProcess proxy : PROXIES.values()) {
            proxy.close();
        }
        SERVER.close();
        OwnServer.remove(CERTIFICATES);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("answers over HTTP/2, gives addresses that begin with https, and shows the pages")
    void answers(ProxyKind kind) throws Exception {
        Berth berth = behind(kind);
        String userId = Berth.newId();
        JsonObject wish = Json.object("userId", userId, "repoOwner", "octo", "repoName", "berth");
        Reply created = berth.post("/sessions", wish).expect(201);
        assertEquals(berth.at("/api/sessions/" + created.object().getString("id")).toString(), created.header("Location"));
        berth.post("/sessions", wish).expect(201);
        String link = berth.get("/sessions?limit=1&userId=" + userId).expect(200).header("Link");
        assertTrue(link.startsWith("<" + berth.at("/api/sessions?")), link);
        try (FollowEvents events = berth.events("/events?userId=" + userId)) {
            assertEquals(HttpClient.Version.HTTP_2, events.expect(200).version());
        }
        TlsCall page = new TlsCall(trust, proxy(kind).port(), "127.0.0.1");
        assertEquals(200, page.status("GET / HTTP/1.1"));
        assertEquals(200, page.status("GET /api.html HTTP/1.1"));
        assertEquals(200, page.status("GET /openapi HTTP/1.1"));
        assertEquals(401, page.status("GET /api/sessions HTTP/1.1"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("sends who comes without TLS to where there is, and keeps the server's own pages to itself")
    void closed(ProxyKind kind) throws Exception {
        Berth berth = behind(kind);
        Reply plain = new RawHttp(proxy(kind).plainPort()).get("/api/sessions").expect(308);
        assertTrue(plain.header("Location").startsWith("https://localhost"), plain.header("Location"));
        TlsCall call = new TlsCall(trust, berth.port(), "127.0.0.1");
        for (String path : List.of("/health", "/health/ready", "/metrics", "/metrics/")) {
            assertEquals(404, call.status("GET " + path + " HTTP/1.1"), path);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("streams what happens when it happens: events, the answer of a chat, and frames; nothing waits in the proxy")
    void streams(ProxyKind kind) {
        Berth berth = behind(kind);
        String id = berth.newSession();
        try (FollowEvents events = berth.events("/sessions/" + id + "/events?after=0").expect(200);
                FollowSocket socket = socket(berth, id, 0);
                FollowEvents chat = berth.chat(id, "/permission bash make")) {
            // The turn goes on only when the permission is answered, which nobody can who has not been told of it.
            String asked = chat.frames().await("permission").data().getJsonObject("permission").getString("id");
            events.frames().await("permission");
            socket.frames().await("permission");
            berth.post("/sessions/" + id + "/permissions/" + asked, Json.object("reply", "once")).expect(200);
            chat.frames().await("done");
            socket.send(Json.object("type", "ping")).frames().await("pong");
        }
    }

    @Test
    @DisplayName("keeps streams and sockets open for longer than the proxy waits for a word, though nothing happens")
    void silence() {
        for (ProxyKind kind : ProxyKind.values()) {
            behind(kind);
        }
        Berth nginx = behind(ProxyKind.NGINX);
        Berth haproxy = behind(ProxyKind.HAPROXY);
        String id = nginx.newSession();
        try (FollowEvents first = nginx.events("/sessions/" + id + "/events"); FollowSocket second = socket(nginx, id, 0);
                FollowEvents third = haproxy.events("/sessions/" + id + "/events"); FollowSocket fourth = socket(haproxy, id, 0)) {
            for (int beats = 1; beats <= PROXY_TIMEOUT_BEATS; beats++) {
                int wanted = beats;
                Await.until("heartbeat " + beats, () -> second.pings() >= wanted && fourth.pings() >= wanted);
            }
            String stored = nginx.store(id, "after a minute and more").getString("id");
            for (Frames frames : List.of(first.frames(), second.frames(), third.frames(), fourth.frames())) {
                assertFalse(frames.hasEnded());
                frames.await("the message", frame -> frame.data().toString().contains(stored));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("refuses a body over the limit itself, in a sentence")
    void largeBody(ProxyKind kind) {
        Berth berth = behind(kind);
        String id = berth.newSession();
        JsonObject large = Json.object("role", "user", "content", "x".repeat(1_100_000));
        Problems.assertProblem(413, "body", berth.post("/sessions/" + id + "/messages", large));
        berth.store(id, "small again");
    }

    @Test
    @DisplayName("is spared by nginx of a body that is far over the limit")
    void hugeBody() throws Exception {
        TlsCall call = new TlsCall(trust, proxy(ProxyKind.NGINX).port(), "127.0.0.1");
        assertEquals(413, call.status("POST /api/sessions HTTP/1.1", "Authorization: Bearer " + SECRET, "Content-Type: application/json",
                "Content-Length: 3000000"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("takes a page's own origin for its own, and refuses a foreign origin and a foreign host")
    void origins(ProxyKind kind) throws Exception {
        Berth berth = behind(kind);
        JsonObject wish = Json.object("repoOwner", "octo", "repoName", "berth");
        berth.post("/sessions", wish, "Origin", berth.at("").toString()).expect(201);
        Problems.assertProblem(403, "Origin", berth.post("/sessions", wish, "Origin", "https://evil.example"));
        TlsCall call = new TlsCall(trust, berth.port(), "127.0.0.1");
        assertEquals(403, call.status("GET /api/sessions HTTP/1.1", "Host: evil.example", "Authorization: Bearer " + SECRET));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("tells clients apart by the address that the proxy saw, whatever they say it is")
    void addresses(ProxyKind kind) throws Exception {
        Berth berth = behind(kind);
        TlsCall guesser = new TlsCall(trust, berth.port(), "127.0.0." + (2 + kind.ordinal()));
        for (int i = 0; i < GUESSES_MAX; i++) {
            assertEquals(404, guess(guesser, i), "guess " + i);
        }
        assertEquals(429, guess(guesser, GUESSES_MAX));
        try (FollowSocket socket = socket(berth, berth.newSession(), 0)) {
            // A ticket that nobody knew before: were all the proxy's clients one, it would be refused too.
            socket.ready();
        }
    }

    private static int guess(TlsCall guesser, int i) throws Exception {
        return guesser.status("GET /api/sessions/none-" + i + " HTTP/1.1", "Authorization: Bearer share_guessed-" + i,
                "X-Forwarded-For: 10.0.0." + i);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("reloads its proxy in mid-answer: who comes back has no gap and nothing twice (P3)")
    void reload(ProxyKind kind) throws Exception {
        Berth berth = behind(kind);
        String id = direct().newSession();
        String turnId = direct().prompt(id, LONG).getString("turnId");
        FollowedText events = new FollowedText();
        FollowedText frames = new FollowedText();
        String place = "0";
        for (int reloads = 0; reloads < 3; reloads++) {
            place = followUntil(berth, id, place, events, frames, () -> proxy(kind).reload());
        }
        requireAll(berth, id, turnId, "completed", place, events, frames);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is killed and started again behind its proxy: who comes back has no gap and nothing twice (P1, P3)")
    void killed(ProxyKind kind) throws Exception {
        Berth berth = behind(kind);
        String id = direct().newSession();
        String turnId = direct().prompt(id, LONG).getString("turnId");
        FollowedText events = new FollowedText();
        FollowedText frames = new FollowedText();
        String place = followUntil(berth, id, "0", events, frames, SERVER::kill);
        int gone = berth.get("/sessions/" + id).status();
        assertTrue(gone >= 502 && gone <= 504, "The proxy said " + gone);
        SERVER.start();
        requireAll(behind(kind), id, turnId, "interrupted", place, events, frames);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("shows a session to a browser that came by a share link, which comes back by itself when the proxy reloads")
    void browser(ProxyKind kind) throws Exception {
        Berth berth = behind(kind);
        String id = direct().newSession();
        JsonObject share = direct().post("/sessions/" + id + "/shares", Json.object("expiresIn", 600)).expect(201).object();
        try (Page page = new Page(berth)) {
            page.openShared(id, share.getString("token")).awaitConnected();
            direct().promptToEnd(id, "live words");
            page.awaitText("[data-messages]", "live words");
            assertEquals(List.of(), page.complaints());
            proxy(kind).reload();
            page.awaitGone("[data-connection=connected]");
            direct().promptToEnd(id, "words after the reload");
            page.awaitConnected().awaitText("[data-messages]", "words after the reload");
        }
    }

    /** Follows both ways until something new has come, has them cut off, and reads what came. @return where to go on */
    private static String followUntil(Berth berth, String id, String place, FollowedText events, FollowedText frames, Cut cut)
            throws Exception {
        try (FollowEvents stream = berth.events("/sessions/" + id + "/events?after=0", "Last-Event-ID", place).expect(200);
                FollowSocket socket = socket(berth, id, frames.last())) {
            stream.frames().await("something new", frame -> frame.is("message-delta"));
            socket.frames().await("something new", frame -> frame.is("message-delta"));
            cut.run();
            stream.frames().awaitEnd();
            socket.frames().awaitEnd();
            events.apply(stream.frames().all());
            frames.apply(socket.frames().all());
            return stream.lastEventId();
        }
    }

    private static void requireAll(Berth berth, String id, String turnId, String state, String place, FollowedText events,
            FollowedText frames) {
        direct().awaitTurn(id, turnId, state);
        long head = direct().session(id).getJsonNumber("seq").longValue();
        try (FollowEvents stream = berth.events("/sessions/" + id + "/events", "Last-Event-ID", place).expect(200);
                FollowSocket socket = socket(berth, id, frames.last())) {
            stream.frames().await("the last event", frame -> frame.seq() == head);
            socket.frames().await("the last event", frame -> frame.seq() == head);
            events.apply(stream.frames().all());
            frames.apply(socket.frames().all());
        }
        Map<String, String> stored = direct().texts(id);
        assertEquals(List.of(), events.faults());
        assertEquals(List.of(), frames.faults());
        assertEquals(stored, events.texts());
        assertEquals(stored, frames.texts());
    }

    /** By a ticket, as a browser has to. */
    private static FollowSocket socket(Berth berth, String id, long after) {
        String ticket = direct().post("/tickets", Json.object("sessionId", id)).expect(201).object().getString("ticket");
        return berth.socket(id, "?after=" + after + "&ticket=" + ticket);
    }

    private static Berth direct() {
        return SERVER.berth().as(SECRET);
    }

    private static Berth behind(ProxyKind kind) {
        Berth berth = new Berth(proxy(kind).port(), trust).as(SECRET);
        // After a start of Berth a proxy that looks after its health comes a little later.
        Await.until("Berth behind " + kind, () -> berth.get("/sessions?limit=1").status() == 200);
        return berth;
    }

    private static ProxyProcess proxy(ProxyKind kind) {
        return PROXIES.computeIfAbsent(kind, missing -> ProxyProcess.start(kind, HOME, SERVER.port(), certificates));
    }

    /** What ends all connections. */
    private interface Cut {
        void run() throws Exception;
    }
}
