package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Berth;
import dev.berth.it.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T11. {@code -Dberth.it.stalled=500} has as many who stop to read, as many who read a kilobyte a second, and twice as many who keep
 * up; {@code -Dberth.it.stalled-events=2000} stores as many events, of {@code -Dberth.it.stalled-chars=4096} each.
 */
@DisplayName("Followers who stop to read, or read slowly")
class StalledFollowersIT {

    private static final int STALLED = Integer.getInteger("berth.it.stalled", 20);
    private static final int HEALTHY = Math.max(50, 2 * STALLED);
    private static final int EVENTS = Integer.getInteger("berth.it.stalled-events", 800);
    private static final int AT_ONCE = 20;
    /** Enough for all, that the buffers of the system and the queue of a follower are full before they end. */
    private static final String CONTENT = "x".repeat(Integer.getInteger("berth.it.stalled-chars", 16 << 10));
    private static final int RECEIVE_BYTES = 8 << 10;
    private static final int SIP_BYTES = 1 << 10;
    private static final int WRITERS = 4;
    private static final Duration CUT_MAX = Duration.ofSeconds(60);
    /** Payara keeps up to half a megabyte for each that does not read, until it has cut it off. */
    private static final double HEAP_GROWTH_MB_MAX = Math.max(64, STALLED);
    private static final int TOO_SLOW = 1013;

    private final Berth berth = SharedServer.berth();
    private final ServerVitals server = new ServerVitals(SharedServer.pid());
    private final Crowd crowd = new Crowd(berth.port());
    private final CrowdWriter writer = new CrowdWriter(crowd, WRITERS);
    private final List<String> id = List.of(berth.newSession());
    private List<Crowd.Member> healthy;
    private List<Crowd.Member> stalled;
    private List<Crowd.Member> slow;
    private long sipped = System.nanoTime();

    @AfterEach
    void close() {
        writer.close();
        crowd.close();
    }

    @Test
    @DisplayName("are cut off, hold no thread and no memory, and those who keep up are told everything in order meanwhile (P3)")
    void stalled() {
        healthy = crowd.join("healthy", id, HEALTHY);
        stalled = crowd.join("stalled", id, STALLED, RECEIVE_BYTES);
        slow = crowd.join("slow", id, STALLED, RECEIVE_BYTES);
        double heapBefore = server.heapMb();
        stalled.forEach(member -> member.wire().stopReading());
        slow.forEach(member -> member.wire().stopReading());
        for (int i = 0; i < EVENTS; i += AT_ONCE) {
            store(AT_ONCE, CONTENT);
        }
        double heapFull = server.heapMb();
        ThreadDump before = server.threadDump();
        Trial.say(getClass(), "all is stored: " + server.line() + ", before: " + (int) heapBefore + " MB");
        awaitCut();
        awaitNoneStuckSince(before);
        Trial.say(getClass(), healthy.get(0).present() + " are present, " + ServerVitals.clogged(berth.port())
                + " are clogged, though perhaps cut off; " + server.line());
        requireEnded();
        Trial.requireNone(crowd.violations(writer.heads()));
        Trial.say(getClass(), crowd.sightings() + " events were told");
        double growth = Math.max(heapFull, server.heapMb()) - heapBefore;
        assertTrue(growth < HEAP_GROWTH_MB_MAX, () -> growth + " MB");
    }

    private void store(int times, String content) {
        writer.store(id, times, content);
        crowd.awaitTold(healthy, writer.heads().get(id.get(0)));
        if (System.nanoTime() - sipped > Duration.ofSeconds(1).toNanos()) {
            sipped = System.nanoTime();
            slow.forEach(member -> member.wire().sip(SIP_BYTES));
        }
    }

    /** Until nobody is present but those who keep up; the slow may be, if they take just enough. */
    private void awaitCut() {
        long end = System.nanoTime() + CUT_MAX.toNanos();
        while (healthy.get(0).present() > HEALTHY && System.nanoTime() < end) {
            crowd.loop().runFor(Duration.ofMillis(500));
            store(1, "still there");
        }
        assertTrue(healthy.get(0).present() <= HEALTHY + STALLED, () -> healthy.get(0).present() + " are present");
    }

    /** A thread may be held as long as a server's own limit for a write is, and no longer. */
    private void awaitNoneStuckSince(ThreadDump before) {
        long end = System.nanoTime() + CUT_MAX.toNanos();
        List<String> stuck = stuckSince(before);
        while (!stuck.isEmpty() && System.nanoTime() < end) {
            crowd.loop().runFor(Duration.ofMillis(500));
            stuck = stuckSince(before);
        }
        assertEquals(List.of(), stuck);
    }

    private List<String> stuckSince(ThreadDump before) {
        // Open Liberty waits with the close of a WebSocket for what it is sending; these threads do nothing else but wait for that.
        return server.threadDump().stuckSendingSince(before).stream().filter(thread -> !thread.startsWith("berth-closer")).toList();
    }

    /** Lets the stalled read what they had been sent: each must come to an end, which one that was never cut off would not. */
    private void requireEnded() {
        stalled.forEach(member -> member.wire().readOn());
        crowd.await("all who stalled have come to the end", () -> stalled.stream().allMatch(member -> member.wire().isGone()));
        Map<String, Long> ends = stalled.stream().collect(Collectors.groupingBy(Crowd.Member::end, TreeMap::new, Collectors.counting()));
        Trial.say(getClass(), ends.toString());
        assertTrue(Set.of("socket cut", "socket closed with " + TOO_SLOW, "stream ended").containsAll(ends.keySet()), ends::toString);
    }
}
