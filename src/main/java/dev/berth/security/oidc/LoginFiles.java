package dev.berth.security.oidc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of logins: one small file each, for its owner alone, there as a whole or not at all. */
final class LoginFiles {

    private static final Logger LOG = Logger.getLogger(LoginFiles.class.getName());
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final String HALF_WRITTEN = ".new";

    private final Path folder;
    private final boolean posix;

    /** @throws IOException when the folder can be neither found nor made */
    LoginFiles(Path folder) throws IOException {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, onlyOwner("rwx------"));
    }

    /** Every login that can be read. What was only half written when Berth ended, nobody was told of, and it goes. */
    List<Login> all() throws IOException {
        List<Login> logins = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                read(file, logins);
            }
        }
        return logins;
    }

    /** Stores a login; when this returns, it survives whatever happens. */
    void write(Login login) throws IOException {
        Path half = folder.resolve(login.id() + HALF_WRITTEN);
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(half, anew, onlyOwner("rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(login.toJson().getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(half, folder.resolve(login.id()), StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /** Removes a login; when this returns, it never comes back. Does nothing when there is none. */
    void delete(String id) throws IOException {
        if (Files.deleteIfExists(folder.resolve(id))) {
            sync();
        }
    }

    private void read(Path file, List<Login> logins) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(HALF_WRITTEN)) {
            Files.delete(file);
        } else if (NAME.matcher(name).matches()) {
            try {
                logins.add(Login.parse(name, Files.readString(file)));
            } catch (IllegalArgumentException | IOException e) {
                LOG.log(Level.WARNING, "a login cannot be read, so its owner has to log in again", e);
            }
        }
    }

    private void sync() throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private FileAttribute<?>[] onlyOwner(String permissions) {
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
