package dev.berth.live;

import dev.berth.session.Event;
import dev.berth.session.JsonWriter;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The followers of one session. Safe for use by many threads; {@link #publish} is called on the lane, after the commit. */
final class Broadcaster {

    /** Joins and leaves are gathered this long, or a thousand that arrive together would cost a million frames. */
    private static final int PRESENCE_PAUSE_MILLIS = 250;
    private static final int PRESENCE_SHOWN_MAX = 50;
    /** Handing followers to the senders one by one would cost more than sending to them. */
    private static final int FOLLOWERS_A_TASK = 16;
    /** In a small session each has a task of its own. */
    private static final int TASKS_MIN = 16;
    private static final int LOOK_MILLIS = 200;
    private static final int LAGGING_MIN = 32;

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Pools pools;
    private final Queue<Follower> ready = new ConcurrentLinkedQueue<>();
    private final LongAdder pumped = new LongAdder();
    private final AtomicBoolean lookDue = new AtomicBoolean();
    private volatile long pumpedBefore;
    private final AtomicBoolean presenceDue = new AtomicBoolean();

    Broadcaster(Pools pools) {
        this.pools = pools;
    }

    void add(Follower follower) {
        followers.add(follower);
        presenceChanged();
    }

    /** Takes a follower out. @return whether it was in */
    boolean remove(Follower follower) {
        boolean was = followers.remove(follower);
        if (was) {
            presenceChanged();
        }
        return was;
    }

    int size() {
        return followers.size();
    }

    void publish(List<Event> events, String epoch) {
        if (events.isEmpty() || followers.isEmpty()) {
            return;
        }
        List<Frame> frames = events.stream().map(event -> Frame.of(event, epoch)).toList();
        int count = 0;
        for (Follower follower : followers) {
            if (follower.offer(frames)) {
                ready.add(follower);
                count++;
            }
        }
        handOver(count);
    }

    /** Each task takes as many as come to one of them, from the same queue. */
    private void handOver(int count) {
        int tasks = Math.min(count, Math.max(TASKS_MIN, count / FOLLOWERS_A_TASK));
        int each = tasks == 0 ? 0 : (count + tasks - 1) / tasks;
        for (int i = 0; i < tasks; i++) {
            pools.senders().execute(() -> pump(each));
        }
        if (each > 1) {
            lookSoon();
        }
    }

    private void pump(int most) {
        Follower next = ready.poll();
        for (int left = most; left > 0 && next != null; left--) {
            next.pump();
            pumped.increment();
            next = left > 1 ? ready.poll() : null;
        }
    }

    private void lookSoon() {
        if (lookDue.compareAndSet(false, true)) {
            pumpedBefore = pumped.sum();
            pools.timer().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Some wait behind others who hold their senders (Open Liberty, ADR 3): then they get tasks of their own. */
    private void look() {
        lookDue.set(false);
        int left = ready.size();
        if (left > 0 && pumped.sum() == pumpedBefore) {
            for (int i = 0; i < left; i++) {
                pools.senders().execute(() -> pump(1));
            }
        }
        if (left > 0) {
            lookSoon();
        }
    }

    /** Whether they are many, and most of them do not keep up. */
    boolean areLagging() {
        int count = followers.size();
        return count >= LAGGING_MIN && followers.stream().filter(Follower::isLagging).count() * 2 > count;
    }

    /** Tells everyone who matches something that is not stored. */
    void tell(Frame frame, Predicate<Follower> whom) {
        followers.forEach(follower -> {
            if (whom.test(follower)) {
                follower.tell(frame);
            }
        });
    }

    void forEach(Consumer<Follower> action) {
        followers.forEach(action);
    }

    void closeAll(CloseReason reason) {
        followers.forEach(follower -> follower.close(reason));
    }

    /**
     * Adds who is here to an object, at most as many as anyone looks at; {@code present} counts them all.
     *
     * @param coming who is about to be added, or null
     */
    JsonWriter writePresence(JsonWriter out, Follower coming) {
        Stream<Follower> here = Stream.concat(Stream.ofNullable(coming), followers.stream()).filter(Follower::isPresent);
        Collection<Follower> shown = here.limit(PRESENCE_SHOWN_MAX).toList();
        long others = followers.stream().filter(Follower::isPresent).count();
        return out.array("presence", shown).member("present", others + (coming == null ? 0 : 1));
    }

    private void presenceChanged() {
        if (!followers.isEmpty() && presenceDue.compareAndSet(false, true)) {
            pools.timer().schedule(this::tellPresence, PRESENCE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tellPresence() {
        presenceDue.set(false);
        String json = writePresence(new JsonWriter().beginObject().member("type", "presence"), null).endObject().toString();
        tell(Frame.passing("presence", json), Follower::isPresent);
    }
}
