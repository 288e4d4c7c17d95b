package dev.berth.store;

import dev.berth.session.SessionId;
import dev.berth.session.SetAside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sessions that were set aside: a folder for each, with the file, the log beside it and the reason. The folder has the
 * session's id as its name; one that is there already makes way under a name with a number, for what was set aside is never
 * written over.
 */
final class Quarantine {

    private static final String REASON = "reason.txt";
    private static final char BEFORE_NUMBER = '.';

    private final Path root;

    Quarantine(Path root) {
        this.root = root;
    }

    /** Whether the session with this id is set aside now. */
    boolean holds(String id) {
        return Files.isDirectory(root.resolve(id));
    }

    /** Whether there is a folder of this name. */
    boolean has(String name) {
        return SessionId.isValid(idOf(name)) && names().anyMatch(name::equals);
    }

    /** The id of the session in a folder of this name. */
    static String idOf(String name) {
        int end = name.indexOf(BEFORE_NUMBER);
        return end < 0 ? name : name.substring(0, end);
    }

    /** The names of all folders. */
    Stream<String> names() {
        return Disk.names(root).filter(name -> Files.isDirectory(root.resolve(name)));
    }

    /** Moves a session's file and its companions here, the reason beside them. */
    void take(Path file, String id, String reason) {
        try {
            Path folder = begin(id, reason);
            // The file first: without it the log is nothing, but without its log the file would pass for an older state.
            for (String suffix : List.of(SessionFiles.FILE, SessionFiles.WAL, SessionFiles.SHM)) {
                Disk.moveIfThere(file.resolveSibling(id + suffix), folder.resolve(id + suffix));
            }
            Disk.sync(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a copy of a file that stays where it is, and of the log beside it. */
    void copy(Path file, String id, String reason) {
        try {
            Path folder = begin(id, reason);
            for (String suffix : List.of(SessionFiles.FILE, SessionFiles.WAL)) {
                if (Files.exists(file.resolveSibling(id + suffix))) {
                    Disk.copy(file.resolveSibling(id + suffix), folder.resolve(id + suffix));
                }
            }
            Disk.sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the folder for a session's file, with the reason in it. */
    private Path begin(String id, String reason) throws IOException {
        Path folder = root.resolve(id);
        if (Files.exists(folder.resolve(id + SessionFiles.FILE))) {
            Files.move(folder, root.resolve(freeName(id)), StandardCopyOption.ATOMIC_MOVE);
        }
        Disk.makeFolders(folder);
        Files.writeString(folder.resolve(REASON), reason);
        return folder;
    }

    /**
     * The file in a folder; the log beside it is there too, also when a crash has kept them apart.
     *
     * @param place where it came from
     */
    Path file(String name, Path place) {
        String id = idOf(name);
        Path folder = root.resolve(name);
        try {
            if (name.equals(id)) {
                Disk.moveIfThere(place.resolveSibling(id + SessionFiles.WAL), folder.resolve(id + SessionFiles.WAL));
            }
            Files.deleteIfExists(folder.resolve(id + SessionFiles.SHM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(id + SessionFiles.FILE);
    }

    /** Moves a file that has no log beside it any more to where it belongs, and removes the folder. */
    void giveBack(String name, Path place) {
        try {
            Files.move(root.resolve(name).resolve(idOf(name) + SessionFiles.FILE), place, StandardCopyOption.ATOMIC_MOVE);
            Disk.sync(place.getParent());
            close(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why it was set aside. */
    String reason(String name) {
        try {
            return Files.readString(root.resolve(name).resolve(REASON));
        } catch (IOException e) {
            return "its file is damaged.";
        }
    }

    /** The latest first. */
    List<SetAside> latest(int max) {
        List<Dated> all = new ArrayList<>();
        names().forEach(name -> all.add(new Dated(name, time(name))));
        all.sort(Comparator.comparingLong(Dated::time).reversed().thenComparing(Dated::name));
        return all.stream().limit(max).map(this::describe).toList();
    }

    private SetAside describe(Dated folder) {
        String id = idOf(folder.name());
        return new SetAside(folder.name(), id, reason(folder.name()), folder.time(), bytes(folder.name(), id));
    }

    /** Removes all that was ever set aside of a session. */
    void remove(String id) throws IOException {
        Predicate<String> ofSession = name -> idOf(name).equals(id);
        for (String name : names().filter(ofSession).toList()) {
            Disk.removeFolder(root.resolve(name));
        }
    }

    /** Removes the folder of a file that is there no more, unless somebody keeps something of their own in it. */
    private void close(String name) throws IOException {
        Path folder = root.resolve(name);
        for (String file : List.of(REASON, idOf(name) + SessionFiles.WAL, idOf(name) + SessionFiles.SHM)) {
            Files.deleteIfExists(folder.resolve(file));
        }
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            // What somebody has laid there, such as the damaged file beside the repaired one, is not ours to take away.
            Files.move(folder, root.resolve(freeName(idOf(name))), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private long time(String name) {
        try {
            return Files.getLastModifiedTime(root.resolve(name).resolve(REASON)).toInstant().getEpochSecond();
        } catch (IOException e) {
            // A crash came before the reason was written; then it is the oldest there is.
            return 0;
        }
    }

    private long bytes(String name, String id) {
        return Stream.of(SessionFiles.FILE, SessionFiles.WAL).mapToLong(suffix -> size(root.resolve(name).resolve(id + suffix))).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String freeName(String id) {
        int number = 1;
        while (Files.exists(root.resolve(id + BEFORE_NUMBER + number))) {
            number++;
        }
        return id + BEFORE_NUMBER + number;
    }

    private record Dated(String name, long time) {
    }
}
