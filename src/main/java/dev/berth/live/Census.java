package dev.berth.live;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much of everything there is at one moment, found by looking at all sessions in use. Some of it changes while the others
 * are looked at.
 *
 * @param open sessions whose files are open
 * @param asleep sessions whose files are closed while somebody follows them
 * @param busy sessions in which a turn runs
 * @param queuedTurns turns that wait for another in their session
 * @param waiting commands that wait on the lanes of all sessions
 * @param longestLane commands that wait on the lane where most do
 * @param followers connections by what they are connected by
 */
public record Census(int open, int asleep, int busy, int queuedTurns, int waiting, int longestLane, Map<Channel, Integer> followers) {

    /** Where nothing is in use. */
    public static final Census NOBODY = new Census(0, 0, 0, 0, 0, 0, Map.of());

    static Census of(Collection<LiveSession> sessions, Dashboards dashboards) {
        Taker taker = new Taker();
        sessions.forEach(taker::look);
        dashboards.forEach(follower -> taker.count(Channel.DASHBOARD));
        return taker.census();
    }

    private static final class Taker {
        private int open;
        private int asleep;
        private int busy;
        private int queuedTurns;
        private int waiting;
        private int longestLane;
        private final Map<Channel, Integer> followers = new EnumMap<>(Channel.class);

        void look(LiveSession session) {
            open += session.isOpen() ? 1 : 0;
            asleep += session.isOpen() ? 0 : 1;
            busy += session.isBusy() ? 1 : 0;
            queuedTurns += session.queuedTurns();
            waiting += session.waiting();
            longestLane = Math.max(longestLane, session.waiting());
            session.following().followers().forEach(follower -> count(follower.channel()));
        }

        void count(Channel channel) {
            followers.merge(channel, 1, Integer::sum);
        }

        Census census() {
            return new Census(open, asleep, busy, queuedTurns, waiting, longestLane, Map.copyOf(followers));
        }
    }
}
