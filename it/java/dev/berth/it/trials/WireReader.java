package dev.berth.it.trials;

import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.FollowSocket;
import dev.berth.it.Frame;
import dev.berth.it.Frames;
import java.util.List;

/** Follows one session with one connection after another, each with the cursor that the one before has ended with. */
public final class WireReader implements AutoCloseable {

    /** How it follows. */
    public enum Way { SOCKET, EVENTS }

    private final WireSession session;
    private final Way way;
    private final String name;
    private int connections;
    private int resyncs;
    private boolean noted = true;
    private String cursor = "0";
    private FollowSocket socket;
    private FollowEvents events;

    public WireReader(WireSession session, Way way, String name) {
        this.session = session;
        this.way = way;
        this.name = name;
    }

    /** Connects with what it has seen last. */
    public WireReader come(Berth berth) {
        connections++;
        noted = false;
        if (way == Way.SOCKET) {
            socket = berth.socket(session.id(), "?after=" + cursor);
        } else {
            events = berth.events("/sessions/" + session.id() + "/events", "Last-Event-ID", cursor).expect(200);
        }
        return this;
    }

    public Way way() {
        return way;
    }

    public Frames frames() {
        return way == Way.SOCKET ? socket.frames() : events.frames();
    }

    /** Whether the server has shown over the present connection that it is there, though there was nothing to say. */
    public boolean hasHeartbeat() {
        return way == Way.SOCKET ? socket.pings() > 0 : events.commented();
    }

    /** How many connections it had. */
    public int connections() {
        return connections;
    }

    /** How often it was told that its place means nothing any more. */
    public int resyncs() {
        return resyncs;
    }

    /** The cursor that it comes back with. */
    public String cursor() {
        return cursor;
    }

    /** Gives it the cursor that it comes with first, such as one of another history. */
    public WireReader at(String place) {
        cursor = place;
        return this;
    }

    boolean isOf(WireSession other) {
        return session == other;
    }

    /** Waits until it has seen the event with this number, over this connection or an earlier one. */
    public void awaitSeen(long seq) {
        if (seqOf(cursor) < seq) {
            frames().await("event " + seq, frame -> frame.seq() >= seq);
        }
    }

    /** Cuts the connection, as a lost network does. @return what it was sent over it */
    public List<Frame> cut() {
        if (way == Way.SOCKET) {
            socket.cut();
        } else {
            events.cut();
        }
        return note();
    }

    /** Waits until the server has ended the connection. @return how */
    public String awaitEnd() {
        String how = frames().awaitEnd();
        note();
        return how;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
        if (events != null) {
            events.close();
        }
    }

    private List<Frame> note() {
        List<Frame> seen = frames().all();
        if (noted) {
            return seen;
        }
        noted = true;
        String connection = name + '#' + connections;
        session.history().connected(connection, name, seqOf(cursor));
        for (Frame frame : seen) {
            if (frame.is("resync")) {
                resyncs++;
                session.history().reset(connection, frame.data().getJsonNumber("seq").longValue());
            } else if (frame.isDurable()) {
                History.Entry entry = WireSession.entry(frame);
                session.history().seen(connection, entry.seq(), entry.nonce(), entry.key());
            }
            cursor = cursorAfter(frame);
        }
        return seen;
    }

    private String cursorAfter(Frame frame) {
        if (frame.id() != null) {
            return frame.id();
        }
        if (frame.is("ready")) {
            // It says where the session was; the missed events are still to come, from where the cursor was.
            return frame.data().getString("cursor").split("\\.")[0] + '.' + seqOf(cursor);
        }
        boolean moves = frame.isDurable() || frame.is("resync");
        return moves && way == Way.SOCKET ? cursor.split("\\.")[0] + '.' + frame.data().getJsonNumber("seq").longValue() : cursor;
    }

    private static long seqOf(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('.') + 1));
    }
}
