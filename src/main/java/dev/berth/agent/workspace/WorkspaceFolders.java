package dev.berth.agent.workspace;

import dev.berth.agent.workspace.Workspaces.Workspace;
import dev.berth.log.LogLine;
import dev.berth.session.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where workspaces lie, and how one comes and goes so that a crash of Berth leaves it whole or gone. The folder and each
 * workspace are for their owner alone (0700).
 */
final class WorkspaceFolders {

    private static final Logger LOG = Logger.getLogger(WorkspaceFolders.class.getName());
    private static final String BEING_CLONED = ".cloning-";
    private static final String BEING_REMOVED = ".removing-";

    private final Path folder;

    WorkspaceFolders(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.folder, onlyOwner());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String branch(String id) {
        return "berth/" + id;
    }

    Optional<Workspace> find(String id) {
        Path workspace = of(id);
        return isFolder(workspace) ? Optional.of(new Workspace(workspace, branch(id), Checkout.isEmpty(workspace))) : Optional.empty();
    }

    /** A name that nobody has used for what is being made. */
    Path temporary(String id) {
        return unused(BEING_CLONED, id);
    }

    void make(Path temporary) throws IOException {
        Files.createDirectory(temporary, onlyOwner());
    }

    void publish(Path temporary, String id) throws IOException {
        Path workspace = of(id);
        if (!isFolder(workspace)) {
            // Nothing but a folder is a workspace: an agent can only have put a link or a file there.
            Files.deleteIfExists(workspace);
        }
        Files.move(temporary, workspace, StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(String id) {
        Path removed = unused(BEING_REMOVED, id);
        try {
            Files.move(of(id), removed, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(removed);
    }

    /** Deletes what is no workspace any more, or not yet one. What cannot be deleted is found again among the leftovers. */
    void delete(Path leftover) {
        try {
            FolderTree.delete(leftover);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> LogLine.of("A folder could not be deleted; the next start tries again.", "folder", leftover));
        }
    }

    /** What is being made or removed, by this server or by one that ended in between. */
    List<Path> leftovers() {
        return entries().stream().filter(WorkspaceFolders::isLeftover).toList();
    }

    List<String> ids() {
        return entries().stream().map(entry -> entry.getFileName().toString()).filter(SessionId::isValid).toList();
    }

    /** Deletes all that lies in a folder and keeps the folder. */
    static void empty(Path folder) throws IOException {
        for (Path entry : FolderTree.entries(folder)) {
            FolderTree.delete(entry);
        }
    }

    private Path of(String id) {
        return below(SessionId.require(id));
    }

    private Path unused(String prefix, String id) {
        return below(prefix + SessionId.require(id) + '-' + UUID.randomUUID());
    }

    private Path below(String name) {
        Path path = folder.resolve(name).normalize();
        if (!folder.equals(path.getParent())) {
            throw new IllegalArgumentException("not the name of a workspace: " + name);
        }
        return path;
    }

    private List<Path> entries() {
        try {
            return FolderTree.entries(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeftover(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(BEING_CLONED) || name.startsWith(BEING_REMOVED);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileAttribute<?>[] onlyOwner() {
        return FolderTree.POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FolderTree.ONLY_OWNER)}
                : new FileAttribute<?>[0];
    }
}
