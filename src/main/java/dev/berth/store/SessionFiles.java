package dev.berth.store;

import dev.berth.log.LogLine;
import dev.berth.session.Refusal;
import dev.berth.session.SessionStore.IdGroup;
import dev.berth.session.StorageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of files: where each session's file lies, and how it comes, goes and is set aside so that a crash at any moment
 * leaves it whole or gone. Folders are for their owner alone (0700), files too (0600).
 */
final class SessionFiles {

    private static final Logger LOG = Logger.getLogger(SessionFiles.class.getName());

    static final String FILE = ".db";
    static final String WAL = ".db-wal";
    static final String SHM = ".db-shm";
    private static final String BEING_MADE = ".db.new";
    private static final String BEING_COPIED = ".db.copy";
    private static final String BEING_DELETED = ".db.deleted";
    /** Lies beside the folders and not in one, so that nobody takes it for a session. */
    private static final String TRIAL = "trial.tmp";
    private static final int PREFIX_LENGTH = 2;
    private static final int CREATION_LOCKS = 64;

    private final Path sessions;
    private final Quarantine quarantine;
    /** Folders known to exist, so that most new sessions cost no look at the disk; at most one for each prefix of an id. */
    private final Set<Path> made = ConcurrentHashMap.newKeySet();
    /** Two wishes for one id come one after the other; the locks are shared by all ids. */
    private final Object[] creating = Stream.generate(Object::new).limit(CREATION_LOCKS).toArray();

    SessionFiles(Path data) {
        sessions = data.resolve("sessions");
        quarantine = new Quarantine(data.resolve("quarantine"));
        makeFolder(sessions);
        makeFolder(data.resolve("quarantine"));
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

    /**
     * Makes a file whole or not at all; false when there is one already. It is synced under a temporary name and has its own by
     * the time this returns; a crash may take the renaming back, so the next start looks at what it finds under such names.
     */
    boolean create(String id, byte[] content) {
        synchronized (creating[Math.floorMod(id.hashCode(), creating.length)]) {
            if (exists(id)) {
                return false;
            }
            try {
                makeFolder(folder(id));
                createUnder(in(id, BEING_MADE), content);
                Files.move(in(id, BEING_MADE), file(id), StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void createUnder(Path temporary, byte[] content) throws IOException {
        if (Files.exists(temporary)) {
            throw new IOException(temporary.getFileName() + " was left by a crash and could not be read; it may be a session.");
        }
        try {
            Disk.write(temporary, content);
            Disk.sync(temporary.getParent());
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /**
     * Makes a file of a copy. What is cut short leaves nothing that a start would take for a session.
     *
     * @param content fills the file, which is empty and for its owner alone, and syncs it
     */
    void adopt(String id, Content content) {
        Path temporary = in(id, BEING_COPIED);
        try {
            makeFolder(folder(id));
            Disk.write(temporary, new byte[0]);
            try {
                content.fill(temporary);
                Files.move(temporary, file(id), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
            Disk.sync(folder(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the file away for good; from here on it does not exist, and after a crash the next start goes on. */
    void beginDelete(String id) {
        try {
            Files.move(file(id), in(id, BEING_DELETED), StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(folder(id));
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
            quarantine.remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /** Sets the file and its companions aside; does nothing when there is no file. */
    void quarantine(String id, String reason) {
        if (exists(id)) {
            quarantine.take(file(id), id, reason);
        }
    }

    boolean isBeingDeleted(String id) {
        return Files.exists(in(id, BEING_DELETED));
    }

    /** Moves a file that was set aside, and has no log beside it any more, back to its place. */
    void release(String name) {
        String id = Quarantine.idOf(name);
        makeFolder(folder(id));
        quarantine.giveBack(name, file(id));
    }

    boolean isQuarantined(String id) {
        return quarantine.holds(id);
    }

    Refusal quarantined(String id) {
        return Refusal.unavailable("This session has been set aside: " + quarantine.reason(id));
    }

    List<String> unclean() {
        return withSuffix(WAL);
    }

    List<String> beingDeleted() {
        return withSuffix(BEING_DELETED);
    }

    /**
     * Finishes the creations that a crash cut short: a whole file may have been told of and gets its name, any other goes.
     *
     * @param whole tells whether the file is the whole one of the session with this id; one that cannot be read now stays as it is
     */
    void finishCreations(BiPredicate<Path, String> whole) {
        for (String id : withSuffix(BEING_MADE)) {
            try {
                finishCreation(id, whole);
            } catch (IOException | StorageFailure e) {
                LOG.log(Level.WARNING, e, () -> LogLine.of("The creation of a session is not finished; the next start tries again.",
                        LogLine.SESSION, id));
            }
        }
    }

    private void finishCreation(String id, BiPredicate<Path, String> whole) throws IOException {
        Path temporary = in(id, BEING_MADE);
        if (!exists(id) && whole.test(temporary, id)) {
            Files.move(temporary, file(id), StandardCopyOption.ATOMIC_MOVE);
        }
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(temporary.resolveSibling(temporary.getFileName() + suffix));
        }
    }

    void visitIds(Consumer<IdGroup> visitor) {
        forEachFolder(folder -> visitor.accept(new IdGroup(folder.getFileName().toString(), idsIn(folder, FILE))));
    }

    /** Writes a whole file. */
    interface Content {
        void fill(Path file) throws IOException;
    }

    private List<String> withSuffix(String suffix) {
        List<String> found = new ArrayList<>();
        forEachFolder(folder -> found.addAll(idsIn(folder, suffix)));
        return found;
    }

    private static List<String> idsIn(Path folder, String suffix) {
        return Disk.names(folder).filter(n -> n.endsWith(suffix)).map(n -> n.substring(0, n.length() - suffix.length()))
                .collect(Collectors.toList());
    }

    private void forEachFolder(Consumer<Path> visitor) {
        try (Stream<Path> folders = Files.list(sessions)) {
            folders.filter(Files::isDirectory).forEach(visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String id) {
        return sessions.resolve(id.substring(0, Math.min(PREFIX_LENGTH, id.length())));
    }

    private Path in(String id, String suffix) {
        return folder(id).resolve(id + suffix);
    }

    /** Writes a file, syncs it and takes it away. */
    void requireWritable() throws IOException {
        Path trial = sessions.resolve(TRIAL);
        try {
            Disk.write(trial, new byte[] {1});
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    long freeBytes() throws IOException {
        return Files.getFileStore(sessions).getUsableSpace();
    }

    private void makeFolder(Path folder) {
        if (made.contains(folder)) {
            return;
        }
        try {
            Disk.makeFolders(folder);
            Disk.sync(folder.getParent());
            made.add(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
