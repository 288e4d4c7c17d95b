package dev.berth.agent.opencode.server;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;

/**
 * The folder of the one OpenCode, held by a lock as long as it runs: two on one folder would both write its database. Folders
 * are 0700 and files 0600.
 */
final class OpenCodeFolder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OpenCodeFolder.class.getName());
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");
    private static final String PLUGIN = "{\"dependencies\":{\"@opencode-ai/plugin\":\"" + OpenCodeBinary.VERSION + "\"}}";
    private static final String PLUGIN_LOCK = "{\"name\":\"opencode\",\"lockfileVersion\":3,\"requires\":true,\"packages\":{\"\":" + PLUGIN
            + "}}";
    private static final String AUTHOR = "[user]\n\tname = Berth\n\temail = berth@localhost\n";
    /** The shell of OpenCode's commands. What a command prints is shown to everyone, so it need not know how to reach OpenCode. */
    private static final String SHELL = "#!/bin/sh\nunset OPENCODE_SERVER_PASSWORD\nexec bash \"$@\"\n";
    private static final String NO_RIPGREP = "#!/bin/sh\necho 'The program rg (ripgrep) is not installed on this machine.' >&2\nexit 3\n";

    private final Path root;
    private final FileChannel lock;

    private OpenCodeFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** @throws OpenCodeUnavailable when another Berth runs OpenCode in it, or it cannot be written */
    static OpenCodeFolder hold(Path folder) {
        try {
            makePrivate(folder);
            Path root = folder.toRealPath();
            FileChannel channel = FileChannel.open(root.resolve("lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
            if (tryLock(channel) == null) {
                channel.close();
                throw new OpenCodeUnavailable("Another Berth runs OpenCode in the folder " + root + " already.");
            }
            return new OpenCodeFolder(root, channel);
        } catch (IOException e) {
            throw unusable(folder, e);
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

    /** The real path. */
    Path root() {
        return root;
    }

    /** Writes what OpenCode finds when it starts. What it has stored stays. */
    void prepare(OpenCodeOptions options) {
        try {
            for (String name : List.of("config/opencode/node_modules", "data", "state", "cache/opencode/bin", "bin", "home", "tmp")) {
                makePrivateBelow(name);
            }
            write("opencode.json", OpenCodeConfig.own(options));
            writeOperators(options.config());
            write("models.json", "{}");
            write("home/.gitconfig", AUTHOR);
            writeProgram(OpenCodeEnvironment.SHELL, SHELL);
            keepFromDownloading();
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private void writeOperators(Path config) throws IOException {
        Path copy = root.resolve("config/opencode/opencode.json");
        Files.deleteIfExists(copy);
        if (config != null) {
            OpenCodeConfig.Taken taken = OpenCodeConfig.operators(config);
            write("config/opencode/opencode.json", taken.text());
            if (!taken.leftOut().isEmpty()) {
                LOG.info(() -> "Of OpenCode's configuration " + config + " these members have no effect, since Berth sets what may be"
                        + " done unasked: " + String.join(", ", taken.leftOut()) + ".");
            }
        }
    }

    /** OpenCode fetches these two unless it finds them, and no setting of it says otherwise. An rg on the PATH is preferred to ours. */
    private void keepFromDownloading() throws IOException {
        write("config/opencode/package.json", PLUGIN);
        write("config/opencode/package-lock.json", PLUGIN_LOCK);
        Path ripgrep = root.resolve("cache/opencode/bin/rg");
        if (!Files.exists(ripgrep)) {
            writeProgram("cache/opencode/bin/rg", NO_RIPGREP);
        }
    }

    private void writeProgram(String name, String script) throws IOException {
        write(name, script);
        Files.setPosixFilePermissions(root.resolve(name), PRIVATE_FOLDER);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.deleteIfExists(file);
        try (SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PRIVATE_FILE))) {
            Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void makePrivateBelow(String name) throws IOException {
        Path path = root;
        for (Path step : Path.of(name)) {
            path = path.resolve(step);
            makePrivate(path);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
        Files.setPosixFilePermissions(folder, PRIVATE_FOLDER);
    }

    private static OpenCodeUnavailable unusable(Path folder, IOException cause) {
        return new OpenCodeUnavailable("OpenCode's folder " + folder + " cannot be used: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.fine(() -> "The lock of " + root + " could not be closed, and ends with Berth instead: " + e);
        }
    }
}
