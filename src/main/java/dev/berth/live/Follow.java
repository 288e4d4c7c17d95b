package dev.berth.live;

import dev.berth.session.Cursor;

/**
 * The wish to follow a session.
 *
 * @param after the last event that was seen; null to follow from now on
 * @param since what "now" is when there is neither a cursor nor a snapshot; null for the moment of joining
 * @param snapshot how many of the latest messages are wanted in {@code ready}; 0 for none
 * @param greeted whether the first frame is {@code ready}
 * @param turnId the one turn it is about, as in the answer to a chat; null for everything
 */
public record Follow(Outlet outlet, Viewer viewer, Cursor after, Moment since, int snapshot, boolean greeted, String turnId) {

    public static Follow all(Outlet outlet, Viewer viewer, Cursor after) {
        return new Follow(outlet, viewer, after, null, 0, false, null);
    }

    public static Follow turn(Outlet outlet, Viewer viewer, Cursor after, String turnId) {
        return new Follow(outlet, viewer, after, null, 0, false, turnId);
    }

    boolean wants(Frame frame) {
        return viewer.maySee(frame) && (turnId == null || turnId.equals(frame.turnId()));
    }
}
