package dev.berth.operation;

import dev.berth.live.Census;
import dev.berth.live.Channel;
import dev.berth.live.CloseReason;
import dev.berth.live.Counters;
import dev.berth.live.LiveSessions;
import dev.berth.live.Timing;
import dev.berth.session.SessionStore;
import dev.berth.session.TurnState;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The figures that are published; {@code docs/operations.md} lists them. Labels hold words of Berth only: no session, no user and
 * nothing of what is said.
 */
final class Figures {

    private final Gauges gauges;
    private final Executor threads;

    /** @param threads on which is looked at what takes a moment */
    Figures(Gauges gauges, Executor threads) {
        this.gauges = gauges;
        this.threads = threads;
    }

    void publish(LiveSessions sessions, SessionStore store) {
        census(new Look<>(sessions::census, Census.NOBODY, threads));
        commits(sessions.counters());
        lives(sessions.counters(), store);
        turns(sessions.counters());
        connections(sessions.counters());
        sessions.waitingForThreads().keySet().forEach(pool -> gauges.number("berth_threads_waiting", "Work that no thread has begun yet.",
                () -> sessions.waitingForThreads().get(pool), new Tag("pool", pool)));
    }

    private void census(Look<Census> look) {
        census("berth_sessions_open", "Sessions whose files are open.", look, Census::open);
        census("berth_sessions_hibernating", "Sessions that are followed while their files are closed.", look, Census::asleep);
        census("berth_turns_running", "Sessions in which an agent works.", look, Census::busy);
        census("berth_turns_queued", "Turns that wait for another in their session.", look, Census::queuedTurns);
        census("berth_lanes_waiting", "Commands that wait on the lanes of all sessions.", look, Census::waiting);
        census("berth_lanes_longest", "Commands that wait on the lane where most do.", look, Census::longestLane);
        for (Channel channel : Channel.values()) {
            gauges.number("berth_followers", "Connections that follow.", () -> look.see().followers().getOrDefault(channel, 0),
                    tag("channel", channel));
        }
    }

    private void census(String name, String meaning, Look<Census> look, ToIntFunction<Census> figure) {
        gauges.number(name, meaning, () -> figure.applyAsInt(look.see()));
    }

    private void commits(Counters counters) {
        timing("berth_commits", "Commits", counters.commits());
        gauges.number("berth_commit_events_total", "Events in all commits.", counters::events);
    }

    private void lives(Counters counters, SessionStore store) {
        timing("berth_wakes", "Openings of a session's file", counters.wakes());
        gauges.number("berth_hibernations_total", "Sessions that were closed because nobody used them.", counters::hibernations);
        gauges.number("berth_set_aside_total", "Sessions that were found damaged.", counters::setAside);
        Look<Integer> quarantined = new Look<>(() -> store.quarantinedCount(), 0, threads);
        gauges.number("berth_sessions_quarantined", "Sessions that lie in quarantine.", quarantined::see);
    }

    private void turns(Counters counters) {
        for (TurnState state : TurnState.values()) {
            if (state != TurnState.QUEUED) {
                gauges.number("berth_turns_total", "Turns that came into a state.", () -> counters.turns(state), tag("state", state));
            }
        }
    }

    private void connections(Counters counters) {
        for (CloseReason reason : CloseReason.values()) {
            gauges.number("berth_followers_closed_total", "Connections that Berth ended.", () -> counters.closed(reason),
                    tag("reason", reason));
        }
        for (int status : Counters.REFUSALS) {
            gauges.number("berth_requests_refused_total", "Requests that were refused.", () -> counters.refused(status),
                    new Tag("status", Integer.toString(status)));
        }
        gauges.number("berth_requests_failed_total", "Requests that were answered with a status of 500 or more.", counters::failed);
    }

    private void timing(String name, String what, Timing timing) {
        gauges.number(name + "_total", what + ".", timing::count);
        gauges.seconds(name + "_seconds_total", what + ": what all of them took.", timing::nanos);
        gauges.seconds(name + "_seconds_longest", what + ": what the longest took.", timing::longestNanos);
    }

    private static Tag tag(String name, Enum<?> value) {
        return new Tag(name, value.name().toLowerCase(Locale.ROOT));
    }
}
