package dev.berth.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The data folder, held by one server: two that wrote the same files would undo each other's work unseen. */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "berth.lock";
    /** SQLite makes room for the memory that it shares by one byte in each so many; smaller blocks leave holes between these. */
    private static final long BLOCK_BYTES_MIN = 4_096;
    private static final Logger LOG = Logger.getLogger(DataFolder.class.getName());

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    static DataFolder lock(Path data) {
        try {
            Disk.makeFolders(data);
            FileChannel channel = FileChannel.open(data.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("another Berth uses the folder " + data + " already (setting berth.data).");
            }
            warnOfSmallBlocks(data);
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new IllegalStateException("the folder " + data + " cannot be used (setting berth.data): " + e.getMessage(), e);
        }
    }

    private static void warnOfSmallBlocks(Path data) throws IOException {
        long bytes = blockBytes(data);
        if (bytes < BLOCK_BYTES_MIN) {
            LOG.warning("The file system of " + data + " has blocks of " + bytes + " bytes. With fewer than " + BLOCK_BYTES_MIN
                    + " a full disk can end the server, and not only refuse what is written.");
        }
    }

    private static long blockBytes(Path data) throws IOException {
        try {
            return Files.getFileStore(data).getBlockSize();
        } catch (UnsupportedOperationException e) {
            // Nothing is known, so there is nothing to warn of.
            return BLOCK_BYTES_MIN;
        }
    }

    /** Stops at a folder that holds no sessions. */
    static void requireSessions(Path data) {
        if (!Files.isDirectory(data.resolve("sessions"))) {
            throw new IllegalArgumentException(data + " is not the data folder of a Berth.");
        }
    }

    /** Stops at a folder that a Berth works on now; changes nothing in it. */
    static void requireUnused(Path data) throws IOException {
        Path lock = data.resolve(LOCK);
        if (!Files.exists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            if (tryLock(channel) == null) {
                throw new IllegalArgumentException("a Berth uses the folder " + data + " now.");
            }
        }
    }

    /** Stops at a folder that holds anything. */
    static void requireEmpty(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + " is not a folder.");
        }
        try (Stream<Path> there = Files.list(target)) {
            if (there.findAny().isPresent()) {
                throw new IllegalArgumentException("the folder " + target + " is not empty.");
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // The same server holds it, by another copy of the application.
            return null;
        }
    }
}
