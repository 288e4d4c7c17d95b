package dev.berth.live;

import dev.berth.session.TurnState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is counted since the start. Safe for use by many threads; counting takes some nanoseconds, and nobody waits for it. What
 * can be seen by looking is not counted; see {@link Census}.
 */
public final class Counters {

    /** The statuses by which refused requests are told apart: who is unknown, who may not, and who asks too much. */
    public static final List<Integer> REFUSALS = List.of(401, 403, 429);
    private static final int FAILED_MIN = 500;

    private final Timing commits = new Timing();
    private final Timing wakes = new Timing();
    private final LongAdder events = new LongAdder();
    private final LongAdder hibernations = new LongAdder();
    private final LongAdder setAside = new LongAdder();
    private final Map<TurnState, LongAdder> turns = adders(TurnState.class);
    private final Map<Integer, LongAdder> refused = REFUSALS.stream().collect(Collectors.toMap(each -> each, each -> new LongAdder()));
    private final LongAdder failed = new LongAdder();
    private final Map<CloseReason, LongAdder> closed = adders(CloseReason.class);

    /** Units that changed something, and how long it took until they were on disk, the sync included. */
    public Timing commits() {
        return commits;
    }

    /** Sessions that were opened, and how long their first command waited for that. */
    public Timing wakes() {
        return wakes;
    }

    /** Events that were committed: the rows that say what has changed. */
    public long events() {
        return events.sum();
    }

    /** Sessions that were closed because nobody used them, or too many were open. */
    public long hibernations() {
        return hibernations.sum();
    }

    /** Sessions that were found damaged and set aside. */
    public long setAside() {
        return setAside.sum();
    }

    /** Turns that came into a state. */
    public long turns(TurnState state) {
        return turns.get(state).sum();
    }

    /** Connections that Berth ended. */
    public long closed(CloseReason reason) {
        return closed.get(reason).sum();
    }

    /** Requests that were refused with a status of {@link #REFUSALS}. */
    public long refused(int status) {
        return refused.get(status).sum();
    }

    /** Requests that were answered with a status of 500 or more. */
    public long failed() {
        return failed.sum();
    }

    /** Counts a request that is answered, if it was refused or has failed. */
    public void answered(int status) {
        if (status >= FAILED_MIN) {
            failed.increment();
        } else if (refused.containsKey(status)) {
            refused.get(status).increment();
        }
    }

    void committed(long begunNanos, int eventsInIt) {
        commits.done(begunNanos);
        events.add(eventsInIt);
    }

    void hibernated() {
        hibernations.increment();
    }

    void quarantined() {
        setAside.increment();
    }

    void became(TurnState state) {
        turns.get(state).increment();
    }

    void close(CloseReason reason) {
        closed.get(reason).increment();
    }

    /** Counts a connection that is over, if it was Berth who ended it. */
    void left(Follower follower) {
        if (follower.endedBy() != null) {
            close(follower.endedBy());
        }
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        return Stream.of(type.getEnumConstants()).collect(Collectors.toMap(Function.identity(), each -> new LongAdder(),
                (first, second) -> first, () -> new EnumMap<>(type)));
    }
}
