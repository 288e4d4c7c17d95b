package dev.berth.agent.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What git prints, read on a thread of its own for as long as something comes, so that git never waits to be read. Lines of
 * progress, which git overwrites with a carriage return, are handed on; of the others the last ones are kept.
 */
final class GitOutput {

    static final int TAIL_CHARS_MAX = 8 << 10;
    private static final int LINE_CHARS_MAX = 1 << 10;

    private final Consumer<String> progress;
    private final StringBuilder tail = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final Thread reader;

    GitOutput(InputStream output, Consumer<String> progress) {
        this.progress = progress;
        reader = new Thread(() -> read(output), "berth-git-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for the end of the output; an interrupted thread does not, and stays interrupted. */
    void waitForEnd(int maxMilliseconds) {
        try {
            reader.join(maxMilliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last lines, without those of progress. */
    synchronized String tail() {
        return tail.toString() + line;
    }

    private void read(InputStream output) {
        char[] buffer = new char[TAIL_CHARS_MAX];
        try (Reader in = new InputStreamReader(output, StandardCharsets.UTF_8)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                take(buffer, length);
            }
        } catch (IOException e) {
            // The stream closed under the reader because git has ended: what there was to read has been read.
        }
    }

    private void take(char[] characters, int length) {
        for (int i = 0; i < length; i++) {
            if (characters[i] == '\r') {
                progress.accept(endLine());
            } else if (characters[i] == '\n') {
                keep();
            } else {
                append(characters[i]);
            }
        }
    }

    private synchronized void append(char character) {
        if (line.length() < LINE_CHARS_MAX) {
            line.append(character);
        }
    }

    private synchronized String endLine() {
        String text = line.toString();
        line.setLength(0);
        return text;
    }

    private synchronized void keep() {
        tail.append(endLine()).append('\n');
        tail.delete(0, Math.max(0, tail.length() - TAIL_CHARS_MAX));
    }
}
