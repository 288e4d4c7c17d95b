package dev.berth.agent.opencode.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged about OpenCode, at every level, while this is open. */
final class LoggedLines extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("dev.berth.agent.opencode");
    private final Level before = logger.getLevel();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    LoggedLines() {
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
    }

    String all() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord entry) {
        StringWriter trace = new StringWriter();
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(trace));
        }
        lines.add(formatter.formatMessage(entry) + trace);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(before);
    }
}
