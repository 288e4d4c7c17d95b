package dev.berth.it;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a follower was told, in order, for a test that waits for some of it. */
public final class Frames {

    private final List<Frame> all = new ArrayList<>();
    private String end;

    public synchronized void add(Frame frame) {
        all.add(frame);
        notifyAll();
    }

    /** Nothing more comes. */
    public synchronized void end(String why) {
        end = end == null ? why : end;
        notifyAll();
    }

    public synchronized List<Frame> all() {
        return List.copyOf(all);
    }

    public List<Frame> ofType(String type) {
        return all().stream().filter(frame -> frame.is(type)).toList();
    }

    public List<Frame> durable() {
        return all().stream().filter(Frame::isDurable).toList();
    }

    public Frame await(String type) {
        return await(type, frame -> frame.is(type));
    }

    public Frame awaitTurn(String turnId, String state) {
        return await("the turn " + turnId + " " + state, frame -> frame.turnState(turnId).equals(state));
    }

    /** Waits for a frame; one that came already counts. */
    public synchronized Frame await(String what, Predicate<Frame> wanted) {
        Instant deadline = Instant.now().plus(Await.PATIENCE);
        int looked = 0;
        while (true) {
            for (; looked < all.size(); looked++) {
                if (wanted.test(all.get(looked))) {
                    return all.get(looked);
                }
            }
            if (end != null || Instant.now().isAfter(deadline)) {
                throw new AssertionError("In vain waited for " + what + " (" + end + "); what came: " + all);
            }
            pause();
        }
    }

    /** Waits until nothing more comes. @return why */
    public synchronized String awaitEnd() {
        Instant deadline = Instant.now().plus(Await.PATIENCE);
        while (end == null) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("The connection did not end; what came: " + all);
            }
            pause();
        }
        return end;
    }

    public synchronized boolean hasEnded() {
        return end != null;
    }

    private void pause() {
        try {
            wait(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
