package dev.berth.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What waits to be sent over one connection, bounded by number and by size. Not thread-safe: guarded by its follower. */
final class FrameQueue {

    static final int FRAMES_MAX = 4_096;
    static final long CHARS_MAX = 8L << 20;
    private static final int FRAMES_A_SEND_MAX = 64;

    private final ArrayDeque<Frame> frames = new ArrayDeque<>(4);
    private long chars;

    /** Adds them all. @return false when it holds more than may wait, and has to be given up; one frame alone may be of any size */
    boolean add(List<Frame> more) {
        for (Frame frame : more) {
            frames.add(frame);
            chars += frame.json().length();
        }
        return frames.size() <= FRAMES_MAX && (frames.size() <= 1 || chars <= CHARS_MAX);
    }

    /** Takes what goes out in one send, in order; nothing when nothing waits. */
    List<Frame> poll() {
        List<Frame> batch = new ArrayList<>(Math.min(frames.size(), FRAMES_A_SEND_MAX));
        while (!frames.isEmpty() && batch.size() < FRAMES_A_SEND_MAX) {
            Frame frame = frames.poll();
            chars -= frame.json().length();
            batch.add(frame);
        }
        return batch;
    }

    int size() {
        return frames.size();
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    void clear() {
        frames.clear();
        chars = 0;
    }
}
