package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Pass;
import dev.berth.session.Refusal;
import dev.berth.settings.LimitSettings;
import dev.berth.settings.Settings;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What one caller may do")
class RatesTest {

    private final AtomicLong now = new AtomicLong();
    private final Rates rates = new Rates(limits(Map.of()), now::get);
    private final Caller ann = user("ann");
    private final Caller bob = user("bob");

    @Test
    @DisplayName("is 100 changes in a minute unless the settings say otherwise; then it is told when to come back")
    void writes() {
        for (int i = 0; i < 100; i++) {
            rates.requireWrite(ann);
        }
        Refusal refusal = assertThrows(Refusal.class, () -> rates.requireWrite(ann));
        assertEquals(Refusal.Code.TOO_MANY, refusal.code());
        assertEquals(1, refusal.retryAfterSeconds());
        pass(refusal.retryAfterSeconds());
        rates.requireWrite(ann);
        assertThrows(Refusal.class, () -> rates.requireWrite(ann));
    }

    @Test
    @DisplayName("is nobody else's: when one has done too much, another is served")
    void others() {
        for (int i = 0; i < 100; i++) {
            rates.requireWrite(ann);
        }
        assertThrows(Refusal.class, () -> rates.requireWrite(ann));
        assertDoesNotThrow(() -> rates.requireWrite(bob));
    }

    @Test
    @DisplayName("does not pile up: after an hour of nothing it is 100 changes again")
    void full() {
        rates.requireWrite(ann);
        pass(3_600);
        for (int i = 0; i < 100; i++) {
            rates.requireWrite(ann);
        }
        assertThrows(Refusal.class, () -> rates.requireWrite(ann));
    }

    @Test
    @DisplayName("is not limited in local mode, for a trusted service and for whom it acts")
    void trusted() {
        for (Caller caller : List.of(Caller.LOCAL, Caller.SERVICE, Caller.SERVICE.actingFor("ann"))) {
            for (int i = 0; i < 1_000; i++) {
                rates.requireWrite(caller);
                rates.beginStream(caller, "s");
            }
        }
    }

    @Test
    @DisplayName("is limited for them too when the setting is given")
    void given() {
        Rates strict = new Rates(limits(Map.of("berth.limits.writes", "2", "berth.limits.streams", "1")), now::get);
        for (Caller caller : List.of(Caller.LOCAL, Caller.SERVICE, Caller.SERVICE.actingFor("carl"), ann)) {
            strict.requireWrite(caller);
            strict.requireWrite(caller);
            assertThrows(Refusal.class, () -> strict.requireWrite(caller));
            strict.beginStream(caller, null);
            assertThrows(Refusal.class, () -> strict.beginStream(caller, null));
        }
    }

    @Test
    @DisplayName("is 6 streams of one session and 20 in all, and one more as soon as one has ended")
    void streams() {
        List<Runnable> open = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            open.add(rates.beginStream(ann, "s"));
        }
        assertThrows(Refusal.class, () -> rates.beginStream(ann, "s"));
        rates.beginStream(bob, "s");
        for (int i = 6; i < 20; i++) {
            open.add(rates.beginStream(ann, i % 2 == 0 ? null : "s" + i));
        }
        assertThrows(Refusal.class, () -> rates.beginStream(ann, null));
        open.get(0).run();
        open.get(0).run();
        assertDoesNotThrow(() -> rates.beginStream(ann, "s"));
        assertThrows(Refusal.class, () -> rates.beginStream(ann, null));
    }

    @Test
    @DisplayName("is counted for a guest by its link, and what it tries to change by where it comes from")
    void guests() {
        Caller guest = guest("one", "192.0.2.1");
        for (int i = 0; i < 6; i++) {
            rates.beginStream(guest, "s");
        }
        assertThrows(Refusal.class, () -> rates.beginStream(guest("one", "192.0.2.9"), "s"));
        assertDoesNotThrow(() -> rates.beginStream(guest("two", "192.0.2.1"), "s"));
        for (int i = 0; i < 100; i++) {
            rates.requireWrite(guest("made-up-" + i, "192.0.2.1"));
        }
        assertThrows(Refusal.class, () -> rates.requireWrite(guest("made-up", "192.0.2.1")));
        assertDoesNotThrow(() -> rates.requireWrite(ann));
    }

    @Test
    @DisplayName("is remembered of so many callers and no more")
    void bounded() {
        Buckets buckets = new Buckets(3, 60, now::get);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(0, buckets.take("a" + i, 1));
        }
        assertEquals(3, buckets.names());
        assertTrue(buckets.take("a999", 1) > 0);
        assertEquals(0, buckets.take("a0", 1));
    }

    private void pass(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static Caller user(String name) {
        return Caller.user(name, false, new Pass("login of " + name, Long.MAX_VALUE));
    }

    private static Caller guest(String link, String address) {
        return Caller.guest(new Pass(link, Long.MAX_VALUE), address);
    }

    private static LimitSettings limits(Map<String, String> values) {
        Config config = (Config) Proxy.newProxyInstance(RatesTest.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get((String) arguments[0])));
        return new Settings(config).limits();
    }
}
