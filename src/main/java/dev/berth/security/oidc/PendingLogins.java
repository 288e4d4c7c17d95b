package dev.berth.security.oidc;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The logins that go on at the provider, by their state. When there are too many, the oldest is forgotten. Thread-safe. */
final class PendingLogins {

    static final int PENDING_MAX = 10_000;
    /** How long somebody may take at the provider. */
    static final Duration PENDING_TIME = Duration.ofMinutes(10);

    private final Map<String, PendingLogin> byState = new LinkedHashMap<>();
    private final Clock clock;

    PendingLogins(Clock clock) {
        this.clock = clock;
    }

    /** Until when a login that begins now may go on, in seconds since the epoch. */
    long deadline() {
        return clock.instant().plus(PENDING_TIME).getEpochSecond();
    }

    synchronized void add(String state, PendingLogin login) {
        byState.put(state, login);
        Iterator<PendingLogin> oldest = byState.values().iterator();
        while (byState.size() > PENDING_MAX && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Takes out a login that this browser began; it is there only once. */
    synchronized Optional<PendingLogin> take(String state, String browser) {
        byState.values().removeIf(login -> login.endsAt() <= clock.instant().getEpochSecond());
        PendingLogin login = byState.get(state);
        if (login == null || !login.browser().equals(browser)) {
            return Optional.empty();
        }
        return Optional.of(byState.remove(state));
    }
}
