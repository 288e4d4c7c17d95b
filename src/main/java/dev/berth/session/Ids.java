package dev.berth.session;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Ids of what a session holds: UUIDs of version 7 (RFC 9562), which begin with the time in milliseconds. Later ones sort behind
 * earlier ones, so that what is stored together lies together in an index: with random ones, each row of a unit would write a
 * page of its own. Nobody may take one for a secret.
 */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 7L << 12;
    private static final long VARIANT = 2L << 62;

    private Ids() {
    }

    public static String next() {
        return at(System.currentTimeMillis(), RANDOM.nextLong(), RANDOM.nextLong()).toString();
    }

    static UUID at(long millis, long random, long more) {
        return new UUID(millis << 16 | VERSION | random & 0xfff, VARIANT | more >>> 2);
    }
}
