package dev.berth.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each name, which is full at first and fills up again evenly. Safe for use by many threads: what is done under
 * its lock is a few additions.
 */
final class Buckets {

    private final long refillNanos;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets;

    /**
     * @param namesMax how many are remembered; beyond it the one that was used least recently is forgotten, and is full again
     * @param refillSeconds after which an empty bucket is full
     */
    Buckets(int namesMax, int refillSeconds, LongSupplier nanos) {
        this.refillNanos = TimeUnit.SECONDS.toNanos(refillSeconds);
        this.nanos = nanos;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > namesMax;
            }
        };
    }

    /**
     * Takes a token.
     *
     * @param size what a full bucket holds
     * @return 0 when there was one, or else the seconds until there is one, at least 1
     */
    synchronized int take(String name, int size) {
        long now = nanos.getAsLong();
        double perNano = (double) size / refillNanos;
        Bucket bucket = buckets.computeIfAbsent(name, unused -> new Bucket(size, now));
        bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.at) * perNano);
        bucket.at = now;
        if (bucket.tokens < 1) {
            return (int) Math.ceil((1 - bucket.tokens) / perNano / TimeUnit.SECONDS.toNanos(1));
        }
        bucket.tokens--;
        return 0;
    }

    synchronized int names() {
        return buckets.size();
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }
}
