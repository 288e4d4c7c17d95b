package dev.berth.agent.opencode.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What OpenCode prints: read to the end so that it never stalls, logged, and its last line kept for people. */
final class OpenCodeOutput implements Runnable {

    private static final Logger LOG = Logger.getLogger(OpenCodeOutput.class.getName());
    private static final int LINE_CHARS_MAX = 2_000;
    private static final int TAIL_CHARS_MAX = 300;
    private static final Pattern PROCESS = Pattern.compile("OpenCode is process (\\d+)");

    private final InputStream stream;
    private final String secret;
    private final CompletableFuture<Void> listening = new CompletableFuture<>();
    private volatile Long pid;
    private volatile String last = "";

    /** @param secret is put out wherever it is printed */
    OpenCodeOutput(InputStream stream, String secret) {
        this.stream = stream;
        this.secret = secret;
    }

    @Override
    public void run() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = read(reader); line != null; line = read(reader)) {
                heard(line.replace(secret, "***"));
            }
        } catch (IOException e) {
            LOG.fine(() -> "OpenCode's output has ended: " + e);
        }
    }

    private void heard(String line) {
        LOG.fine(() -> "opencode: " + line);
        Matcher process = PROCESS.matcher(line);
        if (process.matches()) {
            pid = Long.valueOf(process.group(1));
        } else if (line.contains("listening on")) {
            listening.complete(null);
        } else if (!line.isBlank()) {
            last = line.strip();
        }
    }

    /** A line without its end, cut where it gets too long; null when there is none. */
    private static String read(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < LINE_CHARS_MAX) {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Completes when OpenCode says that it listens. */
    CompletableFuture<Void> listening() {
        return listening;
    }

    /** OpenCode's own process id, or null: it has not started yet. */
    Long pid() {
        return pid;
    }

    /** The last line, with a space and in brackets, or nothing. */
    String tail() {
        String line = last;
        return line.isEmpty() ? "" : " (" + line.substring(0, Math.min(TAIL_CHARS_MAX, line.length())) + ")";
    }
}
