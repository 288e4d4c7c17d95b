package dev.berth.api;

import dev.berth.session.Cursor;
import dev.berth.session.MessagePage;

/** The parameters of a WebSocket's address. */
final class SocketWish {

    private SocketWish() {
    }

    static Cursor after(String value) {
        return Query.cursor(null, value);
    }

    /** How many messages are wanted in {@code ready}; 0 for none. */
    static int snapshot(String value) {
        return Query.number("snapshot", value, 0, 0, MessagePage.LIMIT_MAX);
    }
}
