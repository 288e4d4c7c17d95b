package dev.berth.live;

import dev.berth.session.Cursor;
import dev.berth.session.Event;
import dev.berth.session.Refusal;
import dev.berth.session.Stretch;
import java.util.ArrayList;
import java.util.List;

/** Reads on in a session's log: a limited number of events in one go, fewer when they are large, but always one if there is one. */
final class LogStretch {

    /** Events read at a time, and how much text of them, in UTF-16 units. */
    static final int EVENTS_MAX = 64;
    private static final long CHARS_MAX = FrameQueue.CHARS_MAX / 4;

    private LogStretch() {
    }

    static Stretch<Event> after(OpenSession session, long seq, int limit) {
        List<Event> events = new ArrayList<>();
        long chars = 0;
        long reached = seq;
        for (Event event : session.events().table().after(seq, Math.min(limit, EVENTS_MAX))) {
            chars += event.body().length();
            if (!events.isEmpty() && chars > CHARS_MAX) {
                break;
            }
            events.add(event);
            reached = event.seq();
        }
        return new Stretch<>(events, events.size(), chars, new Cursor(session.identity().epoch(), reached),
                reached >= session.events().last());
    }

    /** @throws Refusal when the place means nothing in this history */
    static void require(OpenSession session, Cursor after) {
        if (!after.isOf(session.identity().epoch())) {
            throw Refusal.invalid("after is a cursor of another history of this session.");
        }
        if (after.seq() > session.events().last()) {
            throw Refusal.invalid("after is beyond the end of this session's history.");
        }
    }
}
