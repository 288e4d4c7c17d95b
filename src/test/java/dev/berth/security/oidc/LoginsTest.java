package dev.berth.security.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.security.Caller;
import dev.berth.session.Refusal;
import dev.berth.session.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Logins")
class LoginsTest {

    private static final Person ADA = new Person("ada", "Ada \"Countess\" Lovelace", true);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path data;
    private final List<String> ended = new ArrayList<>();

    @Test
    @DisplayName("are found by the secret alone, after a restart too, with all that is known of the person")
    void survive() {
        String secret = logins(NOON).begin(ADA, "id.to.ken");
        Login login = logins(NOON).find(secret).orElseThrow();
        assertEquals(ADA, login.person());
        assertEquals("id.to.ken", login.idToken());
        Caller caller = login.caller();
        assertEquals("ada", caller.userId());
        assertTrue(caller.isAdmin());
        assertEquals(NOON.plus(Duration.ofHours(8)).getEpochSecond(), caller.pass().endsAt());
        for (String wrong : new String[] {"", login.id(), secret + "A", "../../" + secret, "A".repeat(43)}) {
            assertTrue(logins(NOON).find(wrong).isEmpty(), wrong);
        }
    }

    @Test
    @DisplayName("end for good, and say so once")
    void end() throws IOException {
        Logins logins = logins(NOON);
        String secret = logins.begin(ADA, null);
        Login login = logins.find(secret).orElseThrow();
        assertNull(login.idToken());
        logins.end(login);
        logins.end(login);
        assertEquals(List.of(login.id()), ended);
        assertTrue(logins.find(secret).isEmpty());
        assertTrue(logins(NOON).find(secret).isEmpty());
        assertEquals(0, files());
    }

    @Test
    @DisplayName("hold as long as the setting says, also over a restart, and leave nothing behind")
    void expire() throws IOException {
        String secret = logins(NOON).begin(ADA, null);
        assertTrue(logins(NOON.plus(Duration.ofHours(8)).minusSeconds(1)).find(secret).isPresent());
        assertTrue(logins(NOON.plus(Duration.ofHours(8))).find(secret).isEmpty());
        assertEquals(0, files());
    }

    @Test
    @DisplayName("of another provider or client do not hold")
    void otherRegistration() {
        String secret = logins(NOON).begin(ADA, null);
        assertTrue(new Logins(data.resolve("logins"), "https://id.example other", Duration.ofHours(8), clock(NOON), ended::add)
                .find(secret).isEmpty());
    }

    @Test
    @DisplayName("of one person are bounded: the oldest ends, and nobody else's")
    void bounded() throws IOException {
        String grace = logins(NOON.minusSeconds(60)).begin(new Person("grace", "Grace", false), null);
        String first = logins(NOON.minusSeconds(1)).begin(ADA, null);
        Logins logins = logins(NOON);
        String second = logins.begin(ADA, null);
        for (int i = 2; i <= Logins.PERSON_LOGINS_MAX; i++) {
            logins.begin(ADA, null);
        }
        assertTrue(logins.find(first).isEmpty());
        assertTrue(logins.find(second).isPresent());
        assertTrue(logins.find(grace).isPresent());
        assertEquals(List.of(Tokens.hash(first)), ended);
        assertEquals(Logins.PERSON_LOGINS_MAX + 1, files());
    }

    @Test
    @DisplayName("are kept without a token that is too large to be used")
    void largeToken() {
        Logins logins = logins(NOON);
        assertNull(logins.find(logins.begin(ADA, "x".repeat(Logins.ID_TOKEN_CHARS_MAX + 1))).orElseThrow().idToken());
    }

    @Test
    @DisplayName("that are damaged, half written or of other files stop nobody else")
    void damaged() throws IOException {
        String secret = logins(NOON).begin(ADA, null);
        Path folder = data.resolve("logins");
        for (String text : List.of("", "{", "{}", "[]", "null", "{\"registration\":1}", "{\"endsAt\":\"soon\"}")) {
            Files.writeString(folder.resolve(Tokens.hash(text)), text);
        }
        Files.write(folder.resolve(Tokens.hash("bytes")), new byte[] {(byte) 0xff, 0});
        Files.writeString(folder.resolve("readme.txt"), "hello");
        Path half = Files.writeString(folder.resolve(Tokens.hash("half") + ".new"), "{");
        assertTrue(logins(NOON).find(secret).isPresent());
        assertFalse(Files.exists(half));
    }

    @Test
    @DisplayName("that cannot be stored are refused, and so is a log-out that would not hold")
    void diskFails() throws IOException {
        Logins logins = logins(NOON);
        String secret = logins.begin(ADA, null);
        Login login = logins.find(secret).orElseThrow();
        Path folder = data.resolve("logins");
        Files.move(folder, data.resolve("elsewhere"));
        assertEquals(Refusal.Code.UNAVAILABLE, assertThrows(Refusal.class, () -> logins.begin(ADA, null)).code());
        Files.createDirectories(folder.resolve(login.id()).resolve("not empty"));
        assertEquals(Refusal.Code.UNAVAILABLE, assertThrows(Refusal.class, () -> logins.end(login)).code());
        assertTrue(logins.find(secret).isPresent());
        assertEquals(List.of(), ended);
    }

    private Logins logins(Instant now) {
        return new Logins(data.resolve("logins"), "https://id.example berth", Duration.ofHours(8), clock(now), ended::add);
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("logins"))) {
            return files.count();
        }
    }
}
