package dev.berth.it.trials;

import dev.berth.session.Refusal;
import dev.berth.session.SessionStore;
import dev.berth.session.StorageFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a program told its parent over all its lives, sorted into a history for each session; see {@link Teller}. */
final class Told {

    private final Map<String, History> histories = new TreeMap<>();
    /** The latest that was said of the life of each session. */
    private final Map<String, String> lives = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final boolean superseding;

    /** @param superseding whether agents answer, whose events are replaced by later ones */
    Told(boolean superseding) {
        this.superseding = superseding;
    }

    synchronized History history(String session) {
        return histories.computeIfAbsent(session, unused -> superseding ? History.superseding() : History.complete());
    }

    synchronized Map<String, History> histories() {
        return Map.copyOf(histories);
    }

    /** What was refused, and which readers were told that their place in the history is none any more. */
    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    int acknowledgements() {
        return histories().values().stream().mapToInt(History::acknowledgements).sum();
    }

    long sightings() {
        return histories().values().stream().mapToLong(History::sightings).sum();
    }

    /** Takes in all that comes, until the program is gone. @param afterEach called after each line with its first word */
    void readAll(BufferedReader lines, Consumer<String> afterEach) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split("\t", -1);
            take(words);
            afterEach.accept(words[0]);
        }
    }

    private synchronized void take(String[] words) {
        History history = history(words[1]);
        switch (words[0]) {
            case "sent" -> history.sent(words[2]);
            case "acknowledged" -> history.acknowledged(orNull(words[2]), Long.parseLong(words[3]), words[4]);
            case "refused" -> refusals.add(words[1] + " " + words[2] + ": " + words[3]);
            case "connected" -> history.connected(words[2], words[3], Long.parseLong(words[4]));
            case "seen" -> history.seen(words[2], Long.parseLong(words[3]), words[4], orNull(words[5]));
            case "reset" -> {
                history.reset(words[2], Long.parseLong(words[3]));
                refusals.add(words[1] + ": a reader was told that the history was replaced");
            }
            case "creating", "created", "deleting", "deleted" -> lives.put(words[1], words[0]);
            default -> throw new IllegalArgumentException("The program said: " + String.join(" ", words));
        }
    }

    /** Compares with what is on disk. Finishes deletions that were cut short, as a start does. */
    synchronized List<String> violations(SessionStore store) {
        List<String> found = new ArrayList<>();
        store.finishDeletions(id -> { });
        histories.forEach((id, history) -> {
            String life = lives.getOrDefault(id, "created");
            boolean there = store.exists(id);
            if (life.equals("created") && !there || life.equals("deleted") && there) {
                found.add("session " + id + " was " + life + ", but it is " + (there ? "there" : "gone"));
            } else if (there) {
                found.addAll(violations(store, id, history));
            }
        });
        return found;
    }

    private static List<String> violations(SessionStore store, String id, History history) {
        try {
            Entries.dump(store, id, history);
            return history.violations().stream().map(sentence -> id + ": " + sentence).toList();
        } catch (Refusal | StorageFailure e) {
            return List.of("session " + id + " cannot be opened: " + e.getMessage());
        }
    }

    private static String orNull(String word) {
        return word.equals("-") ? null : word;
    }
}
