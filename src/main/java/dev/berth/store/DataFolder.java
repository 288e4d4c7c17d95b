package dev.berth.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The data folder, held by one server: two that wrote the same files would undo each other's work unseen. */
final class DataFolder implements AutoCloseable {

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    static DataFolder lock(Path data) {
        try {
            SessionFiles.makeFolders(data);
            FileChannel channel = FileChannel.open(data.resolve("berth.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("another Berth uses the folder " + data + " already (setting berth.data).");
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new IllegalStateException("the folder " + data + " cannot be used (setting berth.data): " + e.getMessage(), e);
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
