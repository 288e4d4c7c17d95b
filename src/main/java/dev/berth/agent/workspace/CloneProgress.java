package dev.berth.agent.workspace;

import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells how far a clone is, in sentences for people. Those with a percentage are the only ones that may be left out. */
final class CloneProgress {

    static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** Whoever comes later is given the workspace without any sentence before. */
    static final int LISTENERS_MAX = 16;

    private static final Logger LOG = Logger.getLogger(CloneProgress.class.getName());
    private static final Pattern PERCENTAGE = Pattern.compile("([A-Z][a-z ]+):\\s+(\\d{1,3})%.*");
    private static final Map<String, String> PHASES = Map.of("Receiving objects", "", "Resolving deltas", "resolving deltas, ",
            "Updating files", "writing files, ", "Filtering content", "fetching large files, ");

    private final Repository repository;
    private final LongSupplier nanoTime;
    private final CopyOnWriteArrayList<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private String said = "";
    private long saidAt;
    private boolean ended;

    CloneProgress(Repository repository, LongSupplier nanoTime) {
        this.repository = repository;
        this.nanoTime = nanoTime;
    }

    synchronized void tell(Consumer<String> listener) {
        if (listeners.size() >= LISTENERS_MAX) {
            return;
        }
        listeners.add(listener);
        if (!said.isEmpty()) {
            tell(listener, said);
        }
    }

    void begin() {
        say("Cloning " + repository);
    }

    /** Takes a line of git's progress. */
    synchronized void line(String line) {
        Matcher percentage = PERCENTAGE.matcher(line);
        if (percentage.matches() && PHASES.containsKey(percentage.group(1)) && nanoTime.getAsLong() - saidAt >= PAUSE_NANOS) {
            say("Cloning " + repository + ": " + PHASES.get(percentage.group(1)) + percentage.group(2) + " %");
        }
    }

    synchronized void say(String sentence) {
        if (ended || sentence.equals(said)) {
            return;
        }
        said = sentence;
        saidAt = nanoTime.getAsLong();
        listeners.forEach(listener -> tell(listener, sentence));
    }

    /** From here on nobody is told anything. */
    synchronized void end() {
        ended = true;
    }

    private void tell(Consumer<String> listener, String sentence) {
        try {
            listener.accept(sentence);
        } catch (RuntimeException e) {
            // A sentence less harms nobody, but git would wait for ever if this ended the reading of its output.
            listeners.remove(listener);
            LOG.log(Level.WARNING, "progress of a clone could not be told", e);
        }
    }
}
