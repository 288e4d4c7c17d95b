package dev.berth.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day of a machine whose clock somebody sets. */
final class JumpingClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    void set(Duration aheadOfTheTruth) {
        ahead = aheadOfTheTruth;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
