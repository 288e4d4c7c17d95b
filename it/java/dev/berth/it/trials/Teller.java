package dev.berth.it.trials;

import dev.berth.it.trials.History.Entry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the program under fire tells its parent, a line at a time. A line is one system call, so that a kill leaves it whole or
 * untold, and lines of many threads do not mix.
 */
final class Teller {

    /** The channel gathers, so that a line is a {@code writev}: a trial may fail every {@code write} and still be told. */
    private final FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();

    void sent(String session, String key) {
        tell("sent", session, key);
    }

    void acknowledged(String session, Entry entry) {
        tell("acknowledged", session, entry.key(), entry.seq(), entry.nonce());
    }

    void refused(String session, String key, String why) {
        tell("refused", session, key, why);
    }

    void connected(String session, String connection, String reader, long after) {
        tell("connected", session, connection, reader, after);
    }

    void seen(String session, String connection, Entry entry) {
        tell("seen", session, connection, entry.seq(), entry.nonce(), entry.key());
    }

    void reset(String session, String connection, long seq) {
        tell("reset", session, connection, seq);
    }

    /** Something about the life of a session: creating, created, deleting, deleted. */
    void life(String what, String session) {
        tell(what, session);
    }

    private void tell(Object... words) {
        String line = Stream.of(words).map(word -> word == null ? "-" : word.toString().replaceAll("\\s", " "))
                .collect(Collectors.joining("\t"));
        ByteBuffer[] parts = {ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)), ByteBuffer.wrap(new byte[] {'\n'})};
        try {
            out.write(parts);
        } catch (IOException e) {
            throw new UncheckedIOException("The parent is gone.", e);
        }
    }
}
