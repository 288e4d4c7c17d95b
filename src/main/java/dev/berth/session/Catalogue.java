package dev.berth.session;

import java.util.Collection;
import java.util.List;

/**
 * The index of all sessions. It is derived: the folder of files is the truth, and the catalogue can be rebuilt from it
 * (P5). Safe for use by many threads.
 */
public interface Catalogue extends AutoCloseable {

    /** Takes over how these sessions are now. Soon on disk, without a disk sync of its own. */
    void put(Collection<Session> sessions);

    void remove(String id);

    /** One page, newest activity first. */
    Page list(Query query);

    /** The ids that start with {@code prefix}. */
    List<String> idsStartingWith(String prefix);

    /** The sessions whose last known activity was running or waiting. */
    List<String> unsettled();

    /** Makes all that was put durable. */
    void sync();

    @Override
    void close();

    /**
     * What to list.
     *
     * @param status null for any
     * @param repoOwner null for any; with {@code repoName}
     * @param text part of a title, a repository or an id; null for any
     * @param cursor the place after which the page begins, as given by the page before; null for the first
     * @param limit 1 to 1,000
     */
    record Query(String userId, SessionStatus status, String repoOwner, String repoName, String text, String cursor, int limit) {
    }

    /** @param next the cursor of the page that follows, or null when this is the last */
    record Page(List<Session> sessions, String next) {
    }
}
