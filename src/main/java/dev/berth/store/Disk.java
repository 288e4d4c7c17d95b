package dev.berth.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Files and folders for their owner alone (0600 and 0700), and how what is written and named becomes durable. */
final class Disk {

    private static final boolean POSIX = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

    private Disk() {
    }

    /** Makes a folder, and those above it, for their owner alone. */
    static void makeFolders(Path folder) throws IOException {
        Files.createDirectories(folder, onlyOwner("rwx------"));
    }

    /** Writes a file, in place of what it held, and syncs it. */
    static void write(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, anew, onlyOwner("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Copies a file, for its owner alone, and syncs the copy. */
    static void copy(Path from, Path to) throws IOException {
        write(to, new byte[0]);
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.TRUNCATE_EXISTING)) {
            Files.copy(from, out);
        }
        sync(to);
    }

    /** Makes what a file holds durable, or renames and new names in a folder. */
    static void sync(Path path) throws IOException {
        if (POSIX || Files.isRegularFile(path)) {
            try (FileChannel channel = FileChannel.open(path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    static void moveIfThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // A file that was closed properly has no companions.
        }
    }

    /** Removes a folder of files; does nothing when there is none. */
    static void removeFolder(Path folder) throws IOException {
        for (String name : names(folder).toList()) {
            Files.delete(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }

    /** The names in a folder; none when it is not there. */
    static Stream<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
