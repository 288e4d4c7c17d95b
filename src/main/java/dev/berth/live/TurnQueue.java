package dev.berth.live;

import dev.berth.log.Trace;
import dev.berth.session.Refusal;
import dev.berth.session.Turn;
import dev.berth.session.TurnTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The turns that wait, in order. Their places follow from their ranks; everyone is told of each turn whose place changes.
 * On the lane only.
 */
final class TurnQueue {

    private final TurnTable table;
    private final Consumer<Turn> announce;
    private final List<Turn> waiting = new ArrayList<>();
    /** Who asked for those that wait; one that has waited since before a restart is not among them. */
    private final Map<String, Trace> traces = new HashMap<>();
    private long lastRank;

    TurnQueue(TurnTable table, Consumer<Turn> announce) {
        this.table = table;
        this.announce = announce;
        reload();
    }

    List<Turn> all() {
        return List.copyOf(waiting);
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Optional<Turn> find(String turnId) {
        return waiting.stream().filter(turn -> turn.id().equals(turnId)).findFirst();
    }

    /** A rank behind all that were given so far. */
    long nextRank() {
        lastRank++;
        return lastRank;
    }

    Turn add(Turn turn) {
        table.put(turn);
        waiting.add(turn);
        traces.put(turn.id(), Trace.current());
        renumber();
        return waiting.get(waiting.size() - 1);
    }

    Turn takeFirst() {
        Turn first = waiting.remove(0);
        renumber();
        return first;
    }

    /** The request that asked for a turn which has just been taken; forgotten with this. */
    Trace takeTrace(Turn taken) {
        Trace trace = traces.remove(taken.id());
        return trace == null ? Trace.NONE : trace;
    }

    void remove(Turn turn) {
        traces.remove(turn.id());
        waiting.removeIf(other -> other.id().equals(turn.id()));
        renumber();
    }

    Turn move(Turn turn, int position) {
        if (position < 1 || position > waiting.size()) {
            throw Refusal.invalid("position must be between 1 and " + waiting.size() + ".");
        }
        List<Long> ranks = waiting.stream().map(Turn::rank).toList();
        waiting.remove(turn);
        waiting.add(position - 1, turn);
        for (int i = 0; i < waiting.size(); i++) {
            rank(i, ranks.get(i));
        }
        renumber();
        return waiting.get(position - 1);
    }

    void reload() {
        lastRank = table.lastRank();
        waiting.clear();
        waiting.addAll(table.queued());
        for (int i = 0; i < waiting.size(); i++) {
            waiting.set(i, waiting.get(i).at(i + 1));
        }
        traces.keySet().removeIf(id -> find(id).isEmpty());
    }

    private void rank(int place, long rank) {
        Turn turn = waiting.get(place);
        if (turn.rank() != rank) {
            waiting.set(place, turn.ranked(rank));
            table.put(waiting.get(place));
        }
    }

    private void renumber() {
        for (int i = 0; i < waiting.size(); i++) {
            Turn turn = waiting.get(i);
            if (turn.position() == null || turn.position() != i + 1) {
                waiting.set(i, turn.at(i + 1));
                announce.accept(waiting.get(i));
            }
        }
    }
}
