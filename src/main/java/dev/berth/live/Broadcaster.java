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
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LAGGING_MIN = 32;

    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Pools pools;
    /** Whether sending to somebody here has been seen to block; then each gets a task of its own. */
    private volatile boolean holdsSenders;
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
        Queue<Follower> ready = new ConcurrentLinkedQueue<>();
        int count = 0;
        for (Follower follower : followers) {
            if (follower.offer(frames)) {
                ready.add(follower);
                count++;
            }
        }
        int aTask = holdsSenders ? 1 : FOLLOWERS_A_TASK;
        for (int from = 0; from < count; from += aTask) {
            pools.senders().execute(() -> pumpAll(ready));
        }
    }

    /** All tasks take from the same queue, so that whoever is held by one follower leaves the others to them. */
    private void pumpAll(Queue<Follower> ready) {
        for (Follower next = ready.poll(); next != null; next = ready.poll()) {
            long begun = System.nanoTime();
            next.pump();
            holdsSenders |= System.nanoTime() - begun > HELD_NANOS;
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
