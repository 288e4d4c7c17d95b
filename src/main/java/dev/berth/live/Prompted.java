package dev.berth.live;

import dev.berth.session.Cursor;
import dev.berth.session.Message;
import dev.berth.session.Turn;

/**
 * What became of a prompt.
 *
 * @param isNew false when the same client had sent it before
 */
public record Prompted(Message message, Turn turn, String epoch, boolean isNew) {

    /** The place of the user's message; everything after it belongs to the answer. */
    public Cursor cursor() {
        return new Cursor(epoch, message.seq());
    }
}
