package dev.berth.live;

/** What a follower is connected by. */
public enum Channel {
    /** A WebSocket of one session. */
    WEBSOCKET,
    /** An event stream of one session. */
    EVENTS,
    /** The streamed answer to one prompt. */
    CHAT,
    /** An event stream of the list of sessions. */
    DASHBOARD
}
