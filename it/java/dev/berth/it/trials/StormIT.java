package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.FollowSocket;
import dev.berth.it.Frame;
import dev.berth.it.Frames;
import dev.berth.it.SharedServer;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T12. {@code -Dberth.it.storm=1000} has as many followers, half of them over WebSocket and half over Server-Sent Events. The client
 * keeps all that each was told, who is present above all: 10,000 do not fit into 6 GB.
 */
@DisplayName("Followers who all lose their network at once")
class StormIT {

    private static final int FOLLOWERS = Integer.getInteger("berth.it.storm", 300);
    private static final int STORMS = 2;
    private static final int FOLLOWERS_A_SESSION = 1_000;
    private static final int COMING_AT_ONCE = 64;

    private final Berth berth = SharedServer.berth();
    private final List<String> ids = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(COMING_AT_ONCE);
    private final AtomicBoolean over = new AtomicBoolean();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        over.set(true);
        seats.forEach(Seat::cut);
        pool.shutdownNow();
    }

    @Test
    @DisplayName("all resume, each without a gap or a repeat, while others write and the server answers everyone (P3)")
    void storms() throws Exception {
        for (int i = 0; i <= FOLLOWERS / FOLLOWERS_A_SESSION; i++) {
            ids.add(berth.newSession());
        }
        for (int i = 0; i < FOLLOWERS; i++) {
            seats.add(new Seat(ids.get(i % ids.size()), i % 2 == 0));
        }
        Thread writer = start(i -> berth.store(ids.get((int) (i % ids.size())), "written " + i));
        Thread asker = start(i -> berth.get("/sessions?limit=1").expect(200));
        everyone(Seat::come);
        for (int storm = 0; storm < STORMS; storm++) {
            seats.forEach(Seat::cut);
            everyone(Seat::come);
        }
        over.set(true);
        writer.join();
        asker.join();
        everyone(Seat::awaitAll);
        assertEquals(List.of(), List.copyOf(faults));
        System.out.println("StormIT: " + FOLLOWERS + " followers, " + STORMS + " storms, " + seats.stream().mapToLong(seat -> seat.told).sum() + " events");
    }

    private void everyone(Consumer<Seat> action) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (Seat seat : seats) {
            all.add(pool.submit(() -> action.accept(seat)));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    private Thread start(Consumer<Long> work) {
        Thread thread = new Thread(() -> {
            for (long i = 0; !over.get(); i++) {
                try {
                    work.accept(i);
                    Thread.sleep(20);
                } catch (InterruptedException | AssertionError e) {
                    faults.add(e.toString());
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }

    /** One follower through all its connections. Its session has only dense events, so the next number is always known. */
    private final class Seat {

        private final String id;
        private final boolean socket;
        private FollowSocket overSocket;
        private FollowEvents overEvents;
        private long last;
        private long told;

        Seat(String id, boolean socket) {
            this.id = id;
            this.socket = socket;
        }

        void come() {
            if (socket) {
                overSocket = berth.socket(id, "?after=" + last);
            } else {
                overEvents = berth.events("/sessions/" + id + "/events", "Last-Event-ID", Long.toString(last)).expect(200);
            }
        }

        void cut() {
            Frames frames = frames();
            if (frames == null) {
                return;
            }
            List<Frame> seen = frames.all();
            if (socket) {
                overSocket.cut();
            } else {
                overEvents.cut();
            }
            seen.stream().filter(Frame::isDurable).forEach(frame -> take(frame.seq()));
            if (!frames.ofType("resync").isEmpty()) {
                faults.add("a resync");
            }
            overSocket = null;
            overEvents = null;
        }

        void awaitAll() {
            JsonObject session = berth.session(id);
            long head = session.getJsonNumber("seq").longValue();
            if (last < head) {
                frames().await("event " + head, frame -> frame.seq() >= head);
            }
            cut();
            if (last != head) {
                faults.add("ended at " + last + " of " + head);
            }
        }

        private void take(long seq) {
            if (seq != last + 1) {
                faults.add((socket ? "socket" : "events") + ": " + seq + " after " + last);
            }
            last = seq;
            told++;
        }

        private Frames frames() {
            if (socket) {
                return overSocket == null ? null : overSocket.frames();
            }
            return overEvents == null ? null : overEvents.frames();
        }
    }
}
