package dev.berth.agent.opencode;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids as OpenCode makes them: a prefix, 12 hexadecimal digits that grow with time and from one to the next, 14 random characters. */
final class OpenCodeIds {

    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 14;
    private static final AtomicLong LATEST = new AtomicLong();
    private static final SecureRandom RANDOM = new SecureRandom();

    private OpenCodeIds() {
    }

    static String message() {
        return id("msg_");
    }

    static String part() {
        return id("prt_");
    }

    private static String id(String prefix) {
        long number = LATEST.updateAndGet(latest -> Math.max(latest + 1, System.currentTimeMillis() << 12));
        StringBuilder id = new StringBuilder(prefix).append(String.format("%012x", number & 0xffff_ffff_ffffL));
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            id.append(BASE_62.charAt(RANDOM.nextInt(BASE_62.length())));
        }
        return id.toString();
    }
}
