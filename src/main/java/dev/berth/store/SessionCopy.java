package dev.berth.store;

import dev.berth.session.Soundness;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.SqliteFailure;
import dev.berth.sqlite.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Makes a copy of one session's file as it is at one moment, whoever writes to it meanwhile, and a history of its own. */
final class SessionCopy {

    private final String id;
    private final Path original;

    SessionCopy(String id, Path original) {
        this.id = id;
        this.original = original;
    }

    /**
     * Fills an empty file, looks through what it holds now, and syncs it.
     *
     * @return what was found that is no damage: the original has it too
     * @throws StorageFailure when the original cannot be read or is no sound session
     * @throws dev.berth.session.Refusal when a newer Berth wrote it
     */
    Soundness fill(Path copy) throws IOException {
        Object before = Files.readAttributes(original, BasicFileAttributes.class).fileKey();
        Soundness soundness;
        try {
            read(copy);
            soundness = Epoch.begin(copy, id);
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
        Disk.sync(copy);
        requireSame(before);
        return soundness;
    }

    /** Takes all that is committed when it begins: SQLite lets a reader see one state, however long it reads. */
    private void read(Path copy) throws SQLException, IOException {
        Path log = SqliteFile.log(original);
        boolean inUse = Files.exists(log);
        readFile(copy);
        if (inUse && !Files.exists(log)) {
            // Where no Berth runs, the last reader takes the log away, by which the next start knows what a crash cut off.
            Disk.write(log, new byte[0]);
        }
    }

    private void readFile(Path copy) throws SQLException {
        try (Connection reader = SqliteFile.openToRead(original)) {
            Schema.require(reader);
            try (PreparedStatement vacuum = reader.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, copy.toString());
                vacuum.execute();
            }
        }
    }

    /** A session that was deleted and made again while it was read: its file and the log beside it may have been of different lives. */
    private void requireSame(Object before) throws IOException {
        Object now = Files.readAttributes(original, BasicFileAttributes.class).fileKey();
        if (before != null && !before.equals(now)) {
            throw new StorageFailure(StorageFailure.Kind.UNREACHABLE, "it was replaced while it was copied", null);
        }
    }
}
