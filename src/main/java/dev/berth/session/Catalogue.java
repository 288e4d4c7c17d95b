package dev.berth.session;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The index of all sessions. It is derived: the folder of files is the truth, and the catalogue can be rebuilt from it
 * (P5). Safe for use by many threads.
 */
public interface Catalogue extends AutoCloseable {

    /** Takes over how these sessions are now; one that is put as it was keeps its place in the list. Soon on disk, without a disk sync of its own. */
    void put(Collection<Session> sessions);

    void remove(String id);

    /** One page, newest activity first. */
    Page list(Query query);

    /** Whose a session is; nothing when it is not known here. */
    Optional<String> ownerOf(String id);

    /** How many sessions a user has. */
    long count(String userId);

    /** The repositories of a user's sessions, sorted by owner and name whatever their case. @param max how many at most */
    List<RepositoryCount> repositories(String userId, int max);

    /** The ids that start with {@code prefix}. */
    List<String> idsStartingWith(String prefix);

    /** The sessions whose last known activity was running or waiting. */
    List<String> unsettled();

    /**
     * Sessions whose tasks nobody has counted, since an older Berth put them; putting them counts them. Sorted by id.
     *
     * @param after the id after which to go on; empty for the beginning
     * @param max how many at most
     */
    List<String> uncounted(String after, int max);

    /**
     * Begins again, with no session in it, when it can no longer be read as a whole; a sound one stays as it is.
     *
     * @return whether it began again
     */
    boolean beginAgainIfDamaged();

    /** Makes all that was put durable. */
    void sync();

    @Override
    void close();

    /**
     * What to list.
     *
     * @param status null for any
     * @param activity null for any
     * @param repoOwner null for any; with {@code repoName}
     * @param text part of a title, a repository or an id; null for any
     * @param cursor the place after which the page begins, as given by the page before; null for the first
     * @param limit 1 to 1,000
     */
    record Query(String userId, SessionStatus status, Activity activity, String repoOwner, String repoName, String text, String cursor,
            int limit) {
    }

    /**
     * A page of the list.
     *
     * @param cards the sessions in their JSON form, written once when they were put and not for each reader
     * @param next the cursor of the page that follows, or null when this is the last
     * @param uncounted the ids of those on it whose tasks nobody has counted; their cards show none
     */
    record Page(List<String> cards, String next, List<String> uncounted) {
    }
}
