package dev.berth.live;

/**
 * How far a session had come when somebody asked to join it. A WebSocket is open for its client as soon as the handshake is
 * answered, but joins a moment later on the lane: what happens between the two belongs to what it follows.
 *
 * @param seq the number of the latest event; {@link #ASLEEP} when the session slept, and so nothing has happened until it wakes
 */
public record Moment(long seq) {

    static final long ASLEEP = -1;

    long seqIn(OpenSession session) {
        return seq == ASLEEP ? session.wokeAt() : seq;
    }
}
