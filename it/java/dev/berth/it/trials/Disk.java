package dev.berth.it.trials;

import dev.berth.it.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file system of its own, which can be filled and made read-only: ext4 in a file where that can be mounted, else one in
 * memory. Where neither may be mounted, the trial is not tried, and says so.
 */
final class Disk implements AutoCloseable {

    private static final long BYTES = 64L << 20;
    private static final int BLOCK = 64 << 10;

    private final Path folder;
    private final String kind;
    private final Path image;

    private Disk(Path image, Path folder, String kind) {
        this.image = image;
        this.folder = folder;
        this.kind = kind;
    }

    /** @param image where its content may be kept @param folder the empty folder it appears at */
    static Disk mount(Path image, Path folder) throws IOException {
        Files.createDirectories(folder);
        if (mountExt4(image, folder)) {
            return new Disk(image, folder, "ext4");
        }
        if (run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString())) {
            return new Disk(image, folder, "tmpfs");
        }
        Tools.missing("a small disk cannot be mounted here; it takes root and mount.");
        throw new AssertionError("never here");
    }

    Path folder() {
        return folder;
    }

    String kind() {
        return kind;
    }

    /** Takes all the room there is, to the last byte. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            write(out, new byte[BLOCK]);
            write(out, new byte[512]);
        }
    }

    /** Gives the room back. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    void readOnly() {
        require("mount", "-o", "remount,ro", folder.toString());
    }

    void writable() {
        require("mount", "-o", "remount,rw", folder.toString());
    }

    /**
     * Makes it read-only as a failing disk becomes it, under files that are open; ends the test where there is no ext4.
     *
     * @param synced whether all that was written has reached it, also what was written through shared memory
     */
    void fail(boolean synced) {
        if (!kind.equals("ext4")) {
            Tools.missing("only ext4 becomes read-only under open files, and it cannot be mounted here.");
        }
        if (synced) {
            require("sync", "--file-system", folder.toString());
        }
        require("mount", "-o", "remount,abort", folder.toString());
    }

    /** Repairs what has failed, as after a restart of the machine. Nobody may have it open. */
    void repair() {
        require("umount", folder.toString());
        // It ends with 1 when it has found and mended what a failing disk leaves behind.
        run("fsck.ext4", "-p", image.toString());
        require("mount", "-o", "loop", image.toString(), folder.toString());
    }

    @Override
    public void close() {
        require("umount", "-l", folder.toString());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static void write(OutputStream out, byte[] block) {
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full, which is what was wanted.
        }
    }

    private static boolean mountExt4(Path image, Path folder) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        // A disk as small as this one would get smaller blocks, by which the memory that SQLite shares is not safe from a full disk.
        return run("mkfs.ext4", "-q", "-F", "-m", "0", "-b", "4096", image.toString())
                && run("mount", "-o", "loop", image.toString(), folder.toString());
    }

    private static void require(String... command) {
        if (!run(command)) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            // There is no such program here.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
