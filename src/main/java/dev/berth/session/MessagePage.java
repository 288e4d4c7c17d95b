package dev.berth.session;

/**
 * Which page of messages is wanted: the newest when neither place is given.
 *
 * @param before a message's id or a cursor; null for none
 * @param after a message's id or a cursor; null for none; only one of the two may be given
 */
public record MessagePage(int limit, String before, String after) {

    public static final int LIMIT_DEFAULT = 25;
    public static final int LIMIT_MAX = 200;

    public MessagePage {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Refusal.invalid("limit must be between 1 and " + LIMIT_MAX + ".");
        }
        if (before != null && after != null) {
            throw Refusal.invalid("Only one of before and after can be given.");
        }
    }

    public static MessagePage newest(int limit) {
        return new MessagePage(limit, null, null);
    }
}
