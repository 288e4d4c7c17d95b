package dev.berth.agent.opencode;

import java.time.Duration;

/**
 * How long a turn may hang in a state that is not its end.
 *
 * @param silence without a sign of life, while no tool runs and nobody is asked
 * @param retry with a provider that fails again and again
 * @param steps calls of the model in one turn; a sub-agent may take as many of its own
 */
record RunLimits(Duration silence, Duration retry, int steps) {

    /** How long OpenCode may take to take a prompt that it has accepted. */
    static final Duration TAKE_MAX = Duration.ofSeconds(30);
    /** How long a stopped run may take to become idle before all that runs in its workspace is ended. */
    static final Duration ABORT_MAX = Duration.ofSeconds(5);
    /** An abort that comes before the run began does nothing, so a run that has not begun is watched this long. */
    static final Duration UNBEGUN_MAX = Duration.ofSeconds(2);
    /** After so much silence OpenCode is asked how the turn stands: an event may have been lost. */
    static final Duration QUIET = Duration.ofSeconds(5);
    /** The same while people are asked, who may take a day. */
    static final Duration QUIET_WHILE_ASKED = Duration.ofSeconds(60);
    /** This many model calls in a row that end without saying why are a loop: OpenCode itself never ends it. */
    static final int UNKNOWN_ENDS_MAX = 3;
}
