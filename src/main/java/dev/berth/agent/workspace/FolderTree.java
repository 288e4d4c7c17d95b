package dev.berth.agent.workspace;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Deletes a folder with all that an agent may have put there: links are deleted and never followed, read-only or not. */
final class FolderTree {

    static final boolean POSIX = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    static final Set<PosixFilePermission> ONLY_OWNER = PosixFilePermissions.fromString("rwx------");

    private static final int TRIES = 3;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private FolderTree() {
    }

    /** Deletes it; nothing when it is not there. What can be deleted is, also when something else cannot. */
    static void delete(Path tree) throws IOException {
        for (int tried = 1;; tried++) {
            try {
                deleteOnce(tree);
                return;
            } catch (DirectoryNotEmptyException e) {
                // A program that still runs in the folder has written a file after the others were listed.
                if (tried == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** The names of a folder are read to their end first, so that a deep tree holds no file descriptors. */
    static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        }
        return entries;
    }

    private static void deleteOnce(Path tree) throws IOException {
        IOException first = Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS) ? deleteEntries(tree) : null;
        if (first != null) {
            throw first;
        }
        permitWhereFilesForbidTheirDeletion(tree);
        Files.deleteIfExists(tree);
    }

    /** Returns why one of them could not be deleted; null when all are gone. */
    private static IOException deleteEntries(Path folder) throws IOException {
        if (POSIX) {
            // A file goes when its folder is writable, whatever the file says of itself.
            Files.setPosixFilePermissions(folder, ONLY_OWNER);
        }
        IOException first = null;
        for (Path entry : entries(folder)) {
            try {
                deleteOnce(entry);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    private static void permitWhereFilesForbidTheirDeletion(Path path) {
        if (!POSIX && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            // When this fails the deletion fails too, and says so.
            path.toFile().setWritable(true);
        }
    }
}
