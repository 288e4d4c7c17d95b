package dev.berth.store;

import dev.berth.session.Refusal;
import dev.berth.session.SessionStore.IdGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of files: where each session's file lies, and how it comes, goes and is set aside so that a crash at any moment
 * leaves it whole or gone. Folders are for their owner alone (0700), files too (0600).
 */
final class SessionFiles {

    private static final String FILE = ".db";
    private static final String WAL = ".db-wal";
    private static final String SHM = ".db-shm";
    private static final String BEING_MADE = ".db.new";
    private static final String BEING_DELETED = ".db.deleted";
    private static final String REASON = "reason.txt";
    private static final int PREFIX_LENGTH = 2;

    private static final boolean POSIX = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");

    private final Path sessions;
    private final Path quarantine;
    /** Folders known to exist, so that most new sessions cost no look at the disk; at most one for each prefix of an id. */
    private final Set<Path> made = ConcurrentHashMap.newKeySet();

    SessionFiles(Path data) {
        sessions = data.resolve("sessions");
        quarantine = data.resolve("quarantine");
        makeFolder(sessions);
        makeFolder(quarantine);
    }

    Path file(String id) {
        return in(id, FILE);
    }

    boolean exists(String id) {
        return Files.isRegularFile(file(id), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether the file was left open by a crash: SQLite removes the log when it closes a file properly. */
    boolean isUnclean(String id) {
        return Files.exists(in(id, WAL));
    }

    /** Makes a file whole or not at all; false when there is one already. */
    boolean create(String id, byte[] content) {
        try {
            makeFolder(folder(id));
            Path temporary = Files.createTempFile(folder(id), id, BEING_MADE, onlyOwner("rw-------"));
            try {
                write(temporary, content);
                Files.createLink(file(id), temporary);
            } finally {
                Files.delete(temporary);
            }
            sync(folder(id));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the file away for good; from here on it does not exist, and after a crash the next start goes on. */
    void beginDelete(String id) {
        try {
            Files.move(file(id), in(id, BEING_DELETED), StandardCopyOption.ATOMIC_MOVE);
            sync(folder(id));
        } catch (NoSuchFileException e) {
            // It is gone already, which is what was wanted.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what is left, the mark last. */
    void finishDelete(String id) {
        try {
            for (String suffix : List.of(WAL, SHM, BEING_DELETED)) {
                Files.deleteIfExists(in(id, suffix));
            }
            removeTree(quarantine.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the file and its companions to a folder of its own, the reason beside it. */
    void quarantine(String id, String reason) {
        try {
            Path folder = quarantine.resolve(id);
            makeFolders(folder);
            Files.writeString(folder.resolve(REASON), reason);
            // The file first: without it the log is nothing, but without its log the file would pass for an older state.
            for (String suffix : List.of(FILE, WAL, SHM)) {
                moveIfThere(in(id, suffix), folder.resolve(id + suffix));
            }
            sync(folder(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isBeingDeleted(String id) {
        return Files.exists(in(id, BEING_DELETED));
    }

    boolean isQuarantined(String id) {
        return Files.isDirectory(quarantine.resolve(id));
    }

    Refusal quarantined(String id) {
        return Refusal.unavailable("This session has been set aside: " + reason(id));
    }

    /** Ids of the files with a given kind of companion. */
    List<String> unclean() {
        return withSuffix(WAL);
    }

    List<String> beingDeleted() {
        return withSuffix(BEING_DELETED);
    }

    /** Removes the temporary files of creations that a crash cut short. */
    void removeHalfMade() {
        forEachFolder(folder -> names(folder).filter(n -> n.endsWith(BEING_MADE)).forEach(n -> delete(folder.resolve(n))));
    }

    void visitIds(Consumer<IdGroup> visitor) {
        forEachFolder(folder -> visitor.accept(new IdGroup(folder.getFileName().toString(), idsIn(folder, FILE))));
    }

    private List<String> withSuffix(String suffix) {
        List<String> found = new ArrayList<>();
        forEachFolder(folder -> found.addAll(idsIn(folder, suffix)));
        return found;
    }

    private static List<String> idsIn(Path folder, String suffix) {
        return names(folder).filter(n -> n.endsWith(suffix)).map(n -> n.substring(0, n.length() - suffix.length()))
                .collect(Collectors.toList());
    }

    private void forEachFolder(Consumer<Path> visitor) {
        try (Stream<Path> folders = Files.list(sessions)) {
            folders.filter(Files::isDirectory).forEach(visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }

    private Path folder(String id) {
        return sessions.resolve(id.substring(0, Math.min(PREFIX_LENGTH, id.length())));
    }

    private Path in(String id, String suffix) {
        return folder(id).resolve(id + suffix);
    }

    private String reason(String id) {
        try {
            return Files.readString(quarantine.resolve(id).resolve(REASON));
        } catch (IOException e) {
            return "its file is damaged.";
        }
    }

    private void makeFolder(Path folder) {
        if (made.contains(folder)) {
            return;
        }
        try {
            makeFolders(folder);
            sync(folder.getParent());
            made.add(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a folder, and those above it, for their owner alone. */
    static void makeFolders(Path folder) throws IOException {
        Files.createDirectories(folder, onlyOwner("rwx------"));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Makes renames and new names in a folder durable. */
    private static void sync(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // A file that was closed properly has no companions.
        }
    }

    private static void removeTree(Path folder) throws IOException {
        for (String name : names(folder).toList()) {
            Files.delete(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        return POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
