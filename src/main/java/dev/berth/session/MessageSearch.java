package dev.berth.session;

/**
 * Which messages are looked for.
 *
 * @param page from where, in which direction, and how many at the most
 */
public record MessageSearch(Words words, MessagePage page) {

    /** Messages that are looked at in one go: as many as a small page has. */
    static final int LOOKED_AT_ONCE_MAX = 100;

    public boolean isForward() {
        return page.after() != null;
    }

    /** The same search further on. @param limit how many are still wanted */
    public MessageSearch from(Cursor place, int limit) {
        String reached = place.toString();
        return new MessageSearch(words, isForward() ? new MessagePage(limit, null, reached) : new MessagePage(limit, reached, null));
    }
}
