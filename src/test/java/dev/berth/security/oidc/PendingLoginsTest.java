package dev.berth.security.oidc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Logins that go on at the provider")
class PendingLoginsTest {

    private static final URI HERE = URI.create("http://localhost/");
    private final PendingLogins pending = new PendingLogins(Clock.systemUTC());

    @Test
    @DisplayName("are ended once, and only by the browser that began them")
    void once() {
        pending.add("state", login("mine", pending.deadline()));
        assertTrue(pending.take("state", "another").isEmpty());
        assertTrue(pending.take("other", "mine").isEmpty());
        assertTrue(pending.take("state", "mine").isPresent());
        assertTrue(pending.take("state", "mine").isEmpty());
    }

    @Test
    @DisplayName("end when they took too long")
    void tooLong() {
        pending.add("state", login("mine", 0));
        assertTrue(pending.take("state", "mine").isEmpty());
    }

    @Test
    @DisplayName("are bounded: the oldest is forgotten")
    void bounded() {
        PendingLogin login = login("mine", pending.deadline());
        for (int i = 0; i <= PendingLogins.PENDING_MAX; i++) {
            pending.add("state" + i, login);
        }
        assertTrue(pending.take("state0", "mine").isEmpty());
        assertTrue(pending.take("state1", "mine").isPresent());
        assertTrue(pending.take("state" + PendingLogins.PENDING_MAX, "mine").isPresent());
    }

    private static PendingLogin login(String browser, long endsAt) {
        return new PendingLogin(browser, new Nonce(), new CodeVerifier(), HERE, HERE, endsAt);
    }
}
