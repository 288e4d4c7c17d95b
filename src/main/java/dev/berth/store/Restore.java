package dev.berth.store;

import dev.berth.session.Refusal;
import dev.berth.session.SessionId;
import dev.berth.session.Soundness;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.SqliteFailure;
import dev.berth.sqlite.SqliteFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Brings the sessions of a backup into a data folder that is empty or new, and changes nothing in the backup. Each is compared with
 * the backup's list, looked through, and synced; what is no sound session is set aside there with its reason. Each begins another
 * epoch: who followed the session that was lost, or an earlier restoration of the same backup, is told that the history was
 * replaced. The catalogue is made anew by the Berth that is started on the folder.
 */
public final class Restore {

    static final int INCOMPLETE = 1;
    static final int NOT_BEGUN = 2;

    private final Path backup;
    private final SessionFiles from;
    private final SessionFiles to;
    private final Checksums checksums;
    private final PrintStream out;
    private int restored;
    private int setAside;
    private int missing;

    private Restore(Path backup, Path target, PrintStream out) throws IOException {
        this.backup = backup;
        this.from = new SessionFiles(backup);
        this.to = new SessionFiles(target);
        this.checksums = Checksums.read(backup);
        this.out = out;
    }

    /**
     * Takes the backup and the target, which has to be empty or new. Ends with 0 when every session was restored, 1 when one was not,
     * and 2 when nothing could be begun.
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /** @return the exit status */
    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 2) {
            out.println("A restoration takes two folders: a backup, and an empty or new one for the data of a Berth.");
            return NOT_BEGUN;
        }
        try {
            return run(Path.of(arguments[0]), Path.of(arguments[1]), out);
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            out.println("The backup could not be restored: " + e.getMessage());
            return NOT_BEGUN;
        }
    }

    private static int run(Path backup, Path target, PrintStream out) throws IOException {
        DataFolder.requireSessions(backup);
        DataFolder.requireUnused(backup);
        DataFolder.requireEmpty(target);
        // Held to the end: no Berth may begin on half a folder.
        try (DataFolder held = DataFolder.lock(target)) {
            return new Restore(backup, target, out).restoreAll();
        }
    }

    private int restoreAll() {
        if (checksums.isEmpty()) {
            out.println("The backup has no list of what it holds: it was cut short, or an older Berth made it. Missing sessions go unseen.");
        }
        from.visitIds(group -> group.ids().stream().filter(SessionId::isValid).forEach(this::restore));
        checksums.files().forEach(this::requireThere);
        out.println(restored + (restored == 1 ? " session" : " sessions") + " restored, " + setAside + " set aside, " + missing
                + " missing.");
        return setAside + missing == 0 ? 0 : INCOMPLETE;
    }

    /** Restores one; what is wrong with it keeps no other from being restored. */
    private void restore(String id) {
        try {
            to.adopt(id, file -> fill(id, file));
            restored++;
        } catch (StorageFailure | Refusal e) {
            setAside(id, e.getMessage());
        }
    }

    private void fill(String id, Path file) throws IOException {
        Path original = from.file(id);
        if (Files.exists(SqliteFile.log(original))) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "somebody has worked on it in the backup, and it was not closed", null);
        }
        checksums.copy(backup, original, file);
        try {
            tell(id, Epoch.begin(file, id));
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
        Disk.sync(file);
    }

    private void setAside(String id, String why) {
        setAside++;
        to.quarantine().copy(from.file(id), id, why);
        out.println("Set aside: session " + id + ": " + why);
    }

    private void tell(String id, Soundness found) {
        if (!found.isSound()) {
            out.println("Restored as it is: session " + id + ": " + found.sentence());
        }
    }

    private void requireThere(String name) {
        if (!Files.exists(backup.resolve(name))) {
            missing++;
            out.println("Missing in the backup: " + name);
        }
    }
}
