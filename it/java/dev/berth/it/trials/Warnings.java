package dev.berth.it.trials;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what Berth warns of in this process, instead of printing a stack for each of a thousand failures that the trial wants. */
final class Warnings extends Handler {

    private static final Logger BERTH = Logger.getLogger("dev.berth");
    private static final int KEPT_MAX = 10_000;

    private final ConcurrentLinkedQueue<String> sentences = new ConcurrentLinkedQueue<>();

    private Warnings() {
    }

    static Warnings listen() {
        Warnings warnings = new Warnings();
        BERTH.addHandler(warnings);
        BERTH.setUseParentHandlers(false);
        return warnings;
    }

    List<String> containing(String text) {
        return sentences.stream().filter(sentence -> sentence.contains(text)).toList();
    }

    @Override
    public void publish(LogRecord warning) {
        if (warning.getLevel().intValue() >= Level.WARNING.intValue() && sentences.size() < KEPT_MAX) {
            sentences.add(warning.getMessage() + (warning.getThrown() == null ? "" : ": " + warning.getThrown()));
        }
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void close() {
        BERTH.removeHandler(this);
        BERTH.setUseParentHandlers(true);
    }
}
