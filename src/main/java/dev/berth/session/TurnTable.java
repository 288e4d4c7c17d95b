package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The turns of one open session as rows; positions are not stored, they follow from the ranks. On the session's lane only. */
public interface TurnTable {

    /** Stores a turn, in place of what was stored under its id. */
    void put(Turn turn);

    Optional<Turn> find(String id);

    /** The queued turns, the next to run first. */
    List<Turn> queued();

    /** The turns that are marked as running: one while Berth works, more only in a file that was tampered with. */
    List<Turn> running();

    /** The latest ended turns, newest first, at most {@code limit}. */
    List<Turn> ended(int limit);

    /** The highest rank given so far; 0 when there is no turn. */
    long lastRank();
}
