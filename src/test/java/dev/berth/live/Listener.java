package dev.berth.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A connection that remembers what it was sent, and can be made to stop taking anything. */
final class Listener implements Outlet {

    final List<Frame> frames = new CopyOnWriteArrayList<>();
    volatile CloseReason closed;
    volatile boolean stalled;

    @Override
    public void send(List<Frame> sent, Consumer<Throwable> done) {
        frames.addAll(sent);
        if (!stalled) {
            done.accept(null);
        }
    }

    @Override
    public void close(CloseReason reason) {
        closed = reason;
    }

    /** The numbers of the stored events it was sent, in order. */
    List<Long> seqs() {
        return frames.stream().filter(frame -> frame.seq() > 0 && !frame.json().isEmpty() && !frame.type().equals("resync"))
                .map(Frame::seq).toList();
    }

    boolean has(String type) {
        return frames.stream().anyMatch(frame -> frame.type().equals(type));
    }

    long count(String type) {
        return frames.stream().filter(frame -> frame.type().equals(type)).count();
    }
}
