package dev.berth.it.trials;

import dev.berth.live.CloseReason;
import dev.berth.live.Follow;
import dev.berth.live.Follower;
import dev.berth.live.Frame;
import dev.berth.live.House;
import dev.berth.live.Outlet;
import dev.berth.live.Viewer;
import dev.berth.session.Cursor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Follows one session with one connection after another, and tells all it sees. */
final class Reader {

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private final House house;
    private final Teller teller;
    private final String session;
    private final String name;
    private volatile long reached;
    private volatile Follower connection;

    /** @param reached the number it has seen last, in this life of the program or an earlier one */
    Reader(House house, Teller teller, String session, String name, long reached) {
        this.house = house;
        this.teller = teller;
        this.session = session;
        this.name = name;
        this.reached = reached;
    }

    /** Leaves, and comes back with what it has seen last. */
    void reconnect() {
        if (connection != null) {
            connection.gone();
        }
        // The one that left may still be sent something, which then is nobody's: it is the new connection that counts.
        Connection next = new Connection();
        connection = House.await(house.sessions.with(session, live -> live.follow(Follow.all(next, Viewer.named("u"), new Cursor(null, reached)))));
    }

    private final class Connection implements Outlet {

        private final String id = ProcessHandle.current().pid() + "-" + CONNECTIONS.incrementAndGet();
        private boolean begun;

        @Override
        public void send(List<Frame> frames, Consumer<Throwable> done) {
            for (Frame frame : frames) {
                take(frame);
            }
            done.accept(null);
        }

        private synchronized void take(Frame frame) {
            if (frame.type().equals("place") && !begun) {
                begun = true;
                teller.connected(session, id, name, frame.seq());
            } else if (frame.type().equals("resync")) {
                begun = true;
                teller.connected(session, id, name, frame.seq());
                teller.reset(session, id, frame.seq());
            } else if (frame.seq() > 0) {
                teller.seen(session, id, Entries.of(frame));
                reached = Math.max(reached, frame.seq());
            }
        }

        @Override
        public void close(CloseReason reason) {
            // Told by the parent's judgement: a reader that sees no more has missed nothing of what it saw.
        }
    }
}
