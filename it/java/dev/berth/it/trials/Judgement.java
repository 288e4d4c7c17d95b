package dev.berth.it.trials;

import dev.berth.it.trials.History.Connection;
import dev.berth.it.trials.History.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at a history that has ended; each check returns one sentence for each violation. */
final class Judgement {

    private final History history;
    private final TreeMap<Long, Entry> log = new TreeMap<>();
    private final Map<String, Long> stored;

    Judgement(History history) {
        this.history = history;
        history.log.forEach(entry -> log.put(entry.seq(), entry));
        stored = history.log.stream().filter(entry -> entry.key() != null)
                .collect(Collectors.groupingBy(Entry::key, Collectors.counting()));
    }

    List<String> acknowledgedIsKept() {
        return history.acknowledged.stream().filter(ack -> !ack.equals(log.get(ack.seq())))
                .map(ack -> "acknowledged was " + ack + ", but stored is " + log.get(ack.seq())).toList();
    }

    List<String> noKeyTwice() {
        return stored.entrySet().stream().filter(each -> each.getValue() > 1)
                .map(each -> each.getKey() + " is stored " + each.getValue() + " times").toList();
    }

    List<String> noHoleInTheLog() {
        List<String> found = new ArrayList<>();
        long last = 0;
        for (Entry entry : history.log) {
            boolean follows = history.superseding ? entry.seq() > last : entry.seq() == last + 1;
            if (!follows) {
                found.add("the log goes from " + last + " to " + entry.seq());
            }
            last = entry.seq();
        }
        return found;
    }

    List<String> connectionsSeeGrowingNumbers() {
        List<String> found = new ArrayList<>();
        Stream.concat(current(), history.replaced.stream()).forEach(connection -> {
            long last = connection.after;
            for (Entry entry : connection.seen) {
                if (entry.seq() <= last) {
                    found.add(connection.reader + " saw " + entry.seq() + " after " + last + " on one connection");
                }
                last = entry.seq();
            }
        });
        return found;
    }

    List<String> readersMissNothing() {
        List<String> found = new ArrayList<>();
        history.readers.forEach((reader, connections) -> {
            long from = connections.stream().mapToLong(connection -> connection.after).min().orElse(0);
            long to = connections.stream().mapToLong(Judgement::reached).max().orElse(0);
            Set<Long> missed = new HashSet<>(to <= from ? Set.of() : log.subMap(from, false, to, true).keySet());
            connections.forEach(connection -> connection.seen.forEach(entry -> missed.remove(entry.seq())));
            missed.stream().sorted().forEach(seq -> found.add(reader + " was never shown " + log.get(seq)));
        });
        return found;
    }

    List<String> readersAgree() {
        List<String> found = new ArrayList<>();
        Map<Long, String> first = new HashMap<>();
        sightings().forEach(entry -> {
            String known = first.putIfAbsent(entry.seq(), entry.nonce());
            if (known != null && !known.equals(entry.nonce())) {
                found.add("at " + entry.seq() + " one saw " + known + " and another " + entry.nonce());
            }
        });
        return found;
    }

    List<String> seenIsKept() {
        return sightings().filter(entry -> !entry.equals(log.get(entry.seq())) && !wasSuperseded(entry))
                .map(entry -> "seen was " + entry + ", but stored is " + log.get(entry.seq())).toList();
    }

    List<String> onlyWhatWasSent() {
        Set<String> told = history.acknowledged.stream().map(Entry::key).collect(Collectors.toSet());
        return stored.entrySet().stream().filter(each -> !history.sent.contains(each.getKey())
                || each.getValue() > 1 && !told.contains(each.getKey()))
                .map(each -> each.getKey() + " is stored " + each.getValue() + " times, sent was "
                        + history.sent.contains(each.getKey())).toList();
    }

    static long reached(Connection connection) {
        return connection.seen.isEmpty() ? connection.after : connection.seen.get(connection.seen.size() - 1).seq();
    }

    /** Whether something later may have taken its place; what a writer sent is never superseded. */
    private boolean wasSuperseded(Entry seen) {
        return history.superseding && seen.key() == null && !log.containsKey(seen.seq()) && !log.tailMap(seen.seq()).isEmpty();
    }

    private Stream<Connection> current() {
        return history.readers.values().stream().flatMap(List::stream);
    }

    private Stream<Entry> sightings() {
        return current().flatMap(connection -> connection.seen.stream());
    }
}
