package dev.berth.live;

import dev.berth.session.Cursor;
import dev.berth.session.Event;
import dev.berth.session.JsonWriter;
import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.Session;
import dev.berth.session.Stretch;
import java.util.ArrayList;
import java.util.List;

/** How a follower comes in: decided on the lane at one exact place of the history, and done after the commit. */
final class Joining {

    private Joining() {
    }

    /** Looks at the session and decides where a follower starts. */
    static Plan plan(OpenSession session, Follow wish) {
        wish.viewer().admission().accept(session);
        long head = session.events().last();
        String resync = wish.after() == null ? null : reasonToResync(wish.after(), session, head);
        long start = wish.after() == null || resync != null ? beginning(session, wish, head) : wish.after().seq();
        Greeting greeting = wish.greeted() ? greeting(session, wish, wish.after() == null ? start : head) : null;
        return new Plan(session.identity().epoch(), head, start, resync, greeting);
    }

    /** A turn that has just begun is followed live from its message on; one that was prompted before is read from there. */
    static Plan afterPrompt(Prompted prompted) {
        long start = prompted.message().seq();
        return new Plan(prompted.epoch(), prompted.isNew() ? start : Long.MAX_VALUE, start, null, null);
    }

    /** Reads on in the log. */
    static Page read(OpenSession session, long after) {
        Stretch<Event> stretch = LogStretch.after(session, after, LogStretch.EVENTS_MAX);
        return new Page(stretch.found().stream().map(event -> Frame.of(event, stretch.reached().epoch())).toList(), stretch.end());
    }

    /** @param end whether it reaches the end of the log */
    record Page(List<Frame> frames, boolean end) {
    }

    /** Where somebody starts who has no cursor: a snapshot is exact where it was taken. */
    private static long beginning(OpenSession session, Follow wish, long head) {
        boolean fromNow = wish.since() == null || wish.snapshot() > 0 || wish.after() != null;
        return fromNow ? head : wish.since().seqIn(session);
    }

    private static String reasonToResync(Cursor after, OpenSession session, long head) {
        if (!after.isOf(session.identity().epoch())) {
            return "This session's history was replaced: it was restored, imported or forked.";
        }
        return after.seq() > head ? "This session's history is shorter than your cursor." : null;
    }

    private static Greeting greeting(OpenSession session, Follow wish, long seq) {
        List<Message> snapshot = wish.snapshot() == 0 ? null : session.page(MessagePage.newest(wish.snapshot()));
        return new Greeting(session.session(), new Cursor(session.identity().epoch(), seq), snapshot);
    }

    private record Greeting(Session session, Cursor cursor, List<Message> snapshot) {

        Frame frame(Follower follower, Broadcaster others) {
            JsonWriter out = new JsonWriter(1024).beginObject().member("type", "ready").member("seq", cursor.seq())
                    .member("cursor", cursor.toString()).member("session", session).member("connectionId", follower.connectionId());
            others.writePresence(out, follower);
            if (snapshot != null) {
                out.array("messages", snapshot);
            }
            return Frame.passing("ready", out.endObject().toString());
        }
    }

    /**
     * @param head the number of the latest event at this place
     * @param startAt the number of the last event that the follower knows
     * @param resync why its cursor means nothing here, or null
     */
    record Plan(String epoch, long head, long startAt, String resync, Greeting greeting) {

        boolean isLive() {
            return startAt >= head;
        }

        /** What it is sent before any event. */
        List<Frame> first(Follower follower, Broadcaster others) {
            List<Frame> frames = new ArrayList<>();
            if (greeting != null) {
                frames.add(greeting.frame(follower, others));
            }
            if (resync != null) {
                frames.add(resyncFrame());
            } else if (greeting == null) {
                frames.add(Frame.placed("place", "", epoch, startAt));
            }
            return frames;
        }

        private Frame resyncFrame() {
            String json = new JsonWriter().beginObject().member("type", "resync").member("seq", head).member("reason", resync)
                    .endObject().toString();
            return Frame.placed("resync", json, epoch, head);
        }
    }
}
