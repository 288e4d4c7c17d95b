package dev.berth.store;

import dev.berth.session.StorageFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of what a backup holds, a SHA-256 for each file: a bit that has turned in a text, which SQLite cannot see, is found
 * by it, and so is a file that is missing. It is written last, and so is not there when the backup was cut short. {@code sha256sum
 * --check SHA256SUMS} reads it too.
 */
final class Checksums {

    private static final String FILE = "SHA256SUMS";
    private static final String BETWEEN = "  ";

    private final Map<String, String> digests;

    private Checksums(Map<String, String> digests) {
        this.digests = digests;
    }

    /** An empty list. */
    static Checksums none() {
        return new Checksums(new TreeMap<>());
    }

    /** Reads the list of a backup; empty when it has none, as those of an older Berth. */
    static Checksums read(Path backup) throws IOException {
        Path file = backup.resolve(FILE);
        if (!Files.exists(file)) {
            return none();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return new Checksums(lines.map(line -> line.split(BETWEEN, 2)).filter(words -> words.length == 2)
                    .collect(Collectors.toMap(words -> words[1], words -> words[0], (one, other) -> other, TreeMap::new)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    /** The files of which it knows, as paths below the backup. */
    Iterable<String> files() {
        return digests.keySet();
    }

    void add(Path backup, Path file) throws IOException {
        digests.put(name(backup, file), copy(file, OutputStream.nullOutputStream()));
    }

    /**
     * Copies a file of a backup.
     *
     * @throws StorageFailure when it is not what was backed up
     */
    void copy(Path backup, Path file, Path to) throws IOException {
        String found;
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.TRUNCATE_EXISTING)) {
            found = copy(file, out);
        }
        String known = digests.get(name(backup, file));
        if (!isEmpty() && !found.equals(known)) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file is not the one that was backed up", null);
        }
    }

    /** Writes the list, whole or not at all. */
    void write(Path backup) throws IOException {
        Path temporary = backup.resolve(FILE + ".new");
        Disk.write(temporary, new byte[0]);
        try (BufferedWriter out = Files.newBufferedWriter(temporary)) {
            for (Map.Entry<String, String> entry : digests.entrySet()) {
                out.write(entry.getValue() + BETWEEN + entry.getKey() + '\n');
            }
        }
        Disk.sync(temporary);
        Files.move(temporary, backup.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        Disk.sync(backup);
    }

    private static String name(Path backup, Path file) {
        return backup.relativize(file).toString();
    }

    private static String copy(Path file, OutputStream to) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(to);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
