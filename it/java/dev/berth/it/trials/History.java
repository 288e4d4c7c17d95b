package dev.berth.it.trials;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What became known of one session during a trial: what its writers sent and were told, what its readers saw, and, in the end,
 * what its log holds.
 *
 * <p>A <em>key</em> names a write before it is made; a <em>nonce</em> is what only the server could choose, such as a message's id,
 * and so tells one history from another. A <em>reader</em> may come with many connections, one after another. Safe for use by many
 * threads.
 */
public final class History {

    /** One numbered entry of the log, as it was told, seen or stored. @param key null for what no writer sent */
    public record Entry(long seq, String nonce, String key) {
    }

    /** A connection of a reader, with what it saw in order. */
    static final class Connection {

        final String reader;
        final long after;
        final List<Entry> seen = new ArrayList<>();

        Connection(String reader, long after) {
            this.reader = reader;
            this.after = after;
        }
    }

    final boolean superseding;
    final Set<String> sent = new HashSet<>();
    final List<Entry> acknowledged = new ArrayList<>();
    final Map<String, List<Connection>> readers = new HashMap<>();
    final List<Entry> log = new ArrayList<>();
    /** What belongs to an older history, of which its readers were told that it was replaced: only its order is judged. */
    final List<Connection> replaced = new ArrayList<>();
    private final Map<String, Connection> connections = new HashMap<>();

    private History(boolean superseding) {
        this.superseding = superseding;
    }

    /** The history of a log that keeps everything. */
    public static History complete() {
        return new History(false);
    }

    /** The history of a log that drops events when later ones replace them: it may have holes, and what was seen may be gone. */
    public static History superseding() {
        return new History(true);
    }

    /** A writer is about to write; sending the same key again is allowed. */
    public synchronized void sent(String key) {
        sent.add(key);
    }

    /** A writer was told that its write is kept. */
    public synchronized void acknowledged(String key, long seq, String nonce) {
        acknowledged.add(new Entry(seq, nonce, key));
    }

    /** A reader connects. @param after the number it has seen already */
    public synchronized void connected(String connection, String reader, long after) {
        Connection opened = new Connection(reader, after);
        connections.put(connection, opened);
        readers.computeIfAbsent(reader, unused -> new ArrayList<>()).add(opened);
    }

    /** A reader was shown something. */
    public synchronized void seen(String connection, long seq, String nonce, String key) {
        connections.get(connection).seen.add(new Entry(seq, nonce, key));
    }

    /** A reader was told that the history was replaced, and that it goes on after {@code seq} of the new one. */
    public synchronized void reset(String connection, long seq) {
        Connection told = connections.get(connection);
        replaced.addAll(readers.remove(told.reader));
        connected(connection, told.reader, seq);
    }

    /** The log holds this; called in its order, when all is over. */
    public synchronized void stored(long seq, String nonce, String key) {
        log.add(new Entry(seq, nonce, key));
    }

    /** The number a reader has seen last; 0 when it has seen nothing. */
    public synchronized long reached(String reader) {
        return readers.getOrDefault(reader, List.of()).stream().mapToLong(Judgement::reached).max().orElse(0);
    }

    /** The keys that were sent and never acknowledged. */
    public synchronized List<String> unanswered() {
        Set<String> left = new HashSet<>(sent);
        acknowledged.forEach(ack -> left.remove(ack.key()));
        return left.stream().sorted().toList();
    }

    /** What the writers were told by now. */
    public synchronized List<Entry> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** What the log holds. */
    public synchronized List<Entry> stored() {
        return List.copyOf(log);
    }

    /** The keys that were sent by now. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    public synchronized int acknowledgements() {
        return acknowledged.size();
    }

    public synchronized long sightings() {
        return readers.values().stream().flatMap(List::stream).mapToLong(connection -> connection.seen.size()).sum();
    }

    /** One sentence for each violation of each invariant; none when all is well. */
    public synchronized List<String> violations() {
        Judgement judgement = new Judgement(this);
        return Stream.of(Invariant.values()).flatMap(invariant -> invariant.violations(judgement).stream()).toList();
    }
}
