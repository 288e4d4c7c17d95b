package dev.berth.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens SQLite files the one way Berth does: write-ahead log, no memory mapping, a small page cache.
 *
 * <p>Connections come from the data source and not from the driver manager: a server unregisters an application's driver
 * when it stops, and the application then could not close its files in order.
 */
public final class SqliteFile {

    /** Older ones can corrupt a write-ahead log when it is reset. */
    private static final String OLDEST_SOUND_VERSION = "3.51.3";
    private static final int BUSY_MILLIS_MAX = 5_000;
    private static final int CACHE_KIB = 256;

    private SqliteFile() {
    }

    /** Opens a file so that each commit is on disk before it returns. */
    public static Connection openDurable(Path file) throws SQLException {
        return open(file, SynchronousMode.FULL);
    }

    /** Opens a file whose commits reach the disk with the next checkpoint; for what can be derived again. */
    public static Connection openDerived(Path file) throws SQLException {
        return open(file, SynchronousMode.NORMAL);
    }

    /**
     * Opens a file to read it, also while another process writes to it; whoever writes is not held up. A file that is not there is
     * not made.
     */
    public static Connection openToRead(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // Not read-only to SQLite, which could not clear away then what it lays beside the file.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return open(file, config);
    }

    /**
     * Opens a file that nobody writes to and that has no log beside it, to read it: it lays nothing beside the file, and takes no
     * lock. What somebody wrote meanwhile would not be seen, or be taken for damage.
     */
    public static Connection openResting(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return open(file, config, "?immutable=1");
    }

    /**
     * Opens a file that nobody else uses to look at it, and changes neither it nor the log that lies beside it: not even what is
     * committed there is brought in.
     */
    public static Connection openUntouched(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // Where there is no log, SQLite lays one beside the file and, unless it may only read, takes it away again.
        config.setReadOnly(Files.exists(log(file)));
        return open(file, config);
    }

    /** The log beside a file, which is there while it is open and after a crash. */
    public static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    /** Opens a file that nobody else uses, without a log beside it, so that the file is all there is. */
    public static Connection openAlone(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setJournalMode(JournalMode.DELETE);
        config.setSynchronous(SynchronousMode.FULL);
        return open(file, config);
    }

    /** Opens a database that lives in memory and goes with its connection. */
    public static Connection openMemory() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite::memory:");
        return source.getConnection();
    }

    /**
     * Lets go of the pages that a connection remembers: to have looked through a whole file more than doubles what it holds. From
     * then on it takes room for a page when it needs one. By itself SQLite takes room for twenty as soon as it needs the first,
     * unless its cache is to hold fewer than three.
     */
    public static void shrink(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("PRAGMA cache_size = 1");
            s.execute("PRAGMA shrink_memory");
            s.execute("PRAGMA user_version");
            s.execute("PRAGMA cache_size = -" + CACHE_KIB);
        }
    }

    /** Stops the start when the library is not the one that Berth was tried with or a newer one. */
    public static void requireSoundLibrary() throws SQLException {
        try (Connection memory = openMemory(); Statement s = memory.createStatement();
                var row = s.executeQuery("select sqlite_version()")) {
            String version = row.getString(1);
            if (Runtime.Version.parse(version).compareTo(Runtime.Version.parse(OLDEST_SOUND_VERSION)) < 0) {
                throw new IllegalStateException("SQLite " + OLDEST_SOUND_VERSION + " or newer is needed, but this is " + version + " ("
                        + SQLiteJDBCLoader.getVersion() + ").");
            }
        }
    }

    private static Connection open(Path file, SynchronousMode synchronous) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(synchronous);
        return open(file, config);
    }

    private static Connection open(Path file, SQLiteConfig config) throws SQLException {
        return open(file, config, "");
    }

    private static Connection open(Path file, SQLiteConfig config, String query) throws SQLException {
        config.setBusyTimeout(BUSY_MILLIS_MAX);
        config.setCacheSize(-CACHE_KIB);
        config.enforceForeignKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toUri() + query);
        return source.getConnection();
    }
}
