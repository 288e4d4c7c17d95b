package dev.berth.store;

import dev.berth.session.Refusal;
import dev.berth.session.SessionId;
import dev.berth.session.Soundness;
import dev.berth.session.StorageFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Copies all sessions of a data folder to another one, also while a Berth works on it, and from a process of its own. Each copy is
 * as its session was at one moment, checked, and of another epoch: who followed the original and comes to the copy is told that
 * the history was replaced. {@link Restore} brings them back; workspaces are not copied.
 */
public final class Backup {

    static final int INCOMPLETE = 1;
    static final int NOT_BEGUN = 2;

    private final Path target;
    private final SessionFiles from;
    private final SessionFiles to;
    private final Checksums checksums = Checksums.none();
    private final PrintStream out;
    private int copied;
    private int failed;

    private Backup(Path data, Path target, PrintStream out) throws IOException {
        DataFolder.requireSessions(data);
        DataFolder.requireEmpty(target);
        Disk.makeFolders(target);
        this.target = target;
        this.from = new SessionFiles(data);
        this.to = new SessionFiles(target);
        this.out = out;
    }

    /**
     * Takes the data folder and the target, which has to be empty or new. Ends with 0 when every session was copied and is sound, 1
     * when one was not or is not, and 2 when nothing could be begun.
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /** @return the exit status */
    static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 2) {
            out.println("A backup takes two folders: the data of a Berth, and an empty or new one.");
            return NOT_BEGUN;
        }
        try {
            return new Backup(Path.of(arguments[0]), Path.of(arguments[1]), out).copyAll();
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            out.println("The backup could not be made: " + e.getMessage());
            return NOT_BEGUN;
        }
    }

    private int copyAll() throws IOException {
        from.visitIds(group -> group.ids().stream().filter(SessionId::isValid).forEach(this::copy));
        from.quarantine().names().forEach(name -> notCopied(name, "it has been set aside: " + from.quarantine().reason(name)));
        checksums.write(target);
        out.println(copied + (copied == 1 ? " session" : " sessions") + " copied, " + failed + " not.");
        return failed == 0 ? 0 : INCOMPLETE;
    }

    /** Copies one; what is wrong with it keeps no other from being copied. */
    private void copy(String id) {
        try {
            SessionCopy copy = new SessionCopy(id, from.file(id));
            to.adopt(id, file -> tell(id, copy.fill(file)));
            checksums.add(target, to.file(id));
            copied++;
        } catch (StorageFailure | Refusal | UncheckedIOException e) {
            if (from.exists(id)) {
                notCopied(id, e.getMessage());
            }
            // Else it was deleted meanwhile, and belongs in no backup.
        } catch (IOException e) {
            notCopied(id, "the copy cannot be read: " + e.getMessage());
        }
    }

    private void tell(String id, Soundness found) {
        if (!found.isSound()) {
            out.println("Copied as it is: session " + id + ": " + found.sentence());
        }
    }

    private void notCopied(String id, String why) {
        failed++;
        out.println("Not copied: session " + id + ": " + why);
    }
}
