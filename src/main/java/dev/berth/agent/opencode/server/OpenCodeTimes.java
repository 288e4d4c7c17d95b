package dev.berth.agent.opencode.server;

import java.time.Duration;
import java.util.List;

/**
 * How patient Berth is with OpenCode.
 *
 * @param call a call that takes longer has failed
 * @param silence an event stream that carries nothing for so long is dead; OpenCode's heartbeat comes every 10 seconds
 * @param probeEvery the pause between two looks at whether it still answers
 * @param probe how long one such look may take
 * @param good one that has served for so long has started well, and its failures before are forgotten
 * @param backoff the pauses after the first, the second failure in a row and so on; the last stays
 * @param soon the longest pause that somebody who asks waits through
 */
record OpenCodeTimes(Duration call, Duration silence, Duration probeEvery, Duration probe, Duration good, List<Duration> backoff,
        Duration soon) {

    /** Looks that fail in a row before OpenCode counts as gone. */
    static final int PROBES = 3;

    static final OpenCodeTimes STANDARD = new OpenCodeTimes(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5),
            Duration.ofSeconds(5), Duration.ofMinutes(1), List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
            Duration.ofSeconds(15)), Duration.ofSeconds(5));

    /** The pause after so many failures in a row, from one on. */
    Duration pauseAfter(int failures) {
        return backoff.get(Math.min(failures, backoff.size()) - 1);
    }
}
