package dev.berth.it.bench.client;

import java.util.Arrays;

/** Measured times in nanoseconds; as many as come. */
public final class Latencies {

    private long[] nanos = new long[1 << 14];
    private int count;

    public void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = took;
    }

    public void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    public long[] ascending() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
