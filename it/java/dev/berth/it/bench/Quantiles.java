package dev.berth.it.bench;

/** Quantiles of measured times, in milliseconds. */
final class Quantiles {

    private static final double NANOS_A_MILLI = 1e6;

    private Quantiles() {
    }

    /**
     * The smallest measured time that at least this share of all do not exceed.
     *
     * @param ascending nanoseconds in ascending order
     * @param share above 0, up to 1
     * @return milliseconds; NaN when nothing was measured
     */
    static double millis(long[] ascending, double share) {
        if (ascending.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(ascending.length * share);
        return ascending[Math.max(rank, 1) - 1] / NANOS_A_MILLI;
    }
}
