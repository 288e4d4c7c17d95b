package dev.berth.security;

import dev.berth.session.Refusal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who tries out credentials: for each address, and for each principal whatever the address. A credential that was
 * right before is not counted, so that nobody who is known is locked out by somebody else's guesses. Safe for use by many threads.
 */
public final class Guesses {

    /** Wrong credentials a minute, from one address or for one principal. */
    public static final int MINUTE_MAX = 10;
    /** Addresses and principals that are counted; beyond them the oldest are forgotten. */
    static final int COUNTED_MAX = 20_000;
    /** Credentials that were right and are remembered, as hashes. */
    static final int PROVEN_MAX = 20_000;
    private static final int MINUTE = 60;

    private final Clock clock;
    private final Map<String, Count> counts = bounded(COUNTED_MAX);
    private final Map<String, Boolean> proven = bounded(PROVEN_MAX);

    public Guesses(Clock clock) {
        this.clock = clock;
    }

    /** Counts a credential as wrong until it is {@link #right}. @throws Refusal when this address has tried too many */
    synchronized void tries(String address, String hash) {
        if (!proven.containsKey(hash)) {
            requireRoom("address " + address);
            count("address " + address).wrong++;
        }
    }

    /** A credential was right: it counts no more, and will not count again. */
    public synchronized void right(String address, String hash) {
        if (proven.put(hash, Boolean.TRUE) == null) {
            Count count = count("address " + address);
            count.wrong = Math.max(0, count.wrong - 1);
        }
    }

    /** Whether a credential is right could not be found out: it was no guess. */
    synchronized void undecided(String address, String hash) {
        if (!proven.containsKey(hash)) {
            Count count = count("address " + address);
            count.wrong = Math.max(0, count.wrong - 1);
        }
    }

    /** A credential was wrong for a principal. @throws Refusal when too many were, wherever they came from */
    public synchronized void wrong(String principal, String hash) {
        if (!proven.containsKey(hash)) {
            requireRoom("principal " + principal);
            count("principal " + principal).wrong++;
        }
    }

    private void requireRoom(String key) {
        Count count = count(key);
        if (count.wrong >= MINUTE_MAX) {
            int seconds = (int) (count.endsAt - now());
            throw new Refusal(Refusal.Code.TOO_MANY, "Too many wrong credentials; try again later.", Math.max(1, seconds));
        }
    }

    private Count count(String key) {
        Count count = counts.get(key);
        if (count == null || count.endsAt <= now()) {
            count = new Count(now() + MINUTE);
            counts.put(key, count);
        }
        return count;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static <V> Map<String, V> bounded(int max) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > max;
            }
        };
    }

    private static final class Count {
        private final long endsAt;
        private int wrong;

        Count(long endsAt) {
            this.endsAt = endsAt;
        }
    }
}
