package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Refusal;
import dev.berth.sqlite.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A file of another version")
class SchemaTest {

    private static final String ID = "abc";

    @TempDir
    private Path folder;
    private Path data;
    private Path file;
    private SqliteSessionStore store;

    @BeforeEach
    void open() throws SQLException {
        data = folder.resolve("data");
        file = FilledSession.file(data, ID);
        store = new SqliteSessionStore(data);
        FilledSession.create(store, data, ID);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static List<Integer> olderVersions() {
        return OldFile.versions();
    }

    @ParameterizedTest(name = "that is {0} is brought to the present one, with all that it holds and the tables of a new one (P5)")
    @MethodSource("olderVersions")
    void migrated(int version) throws SQLException, IOException {
        List<String> tables = tables(file);
        List<String> before = OldFile.rows(file, version);
        OldFile.become(file, version);
        assertEquals(before, OldFile.rows(file, version));
        assertEquals(version, versionOf(file));
        store.open(ID).close();
        assertEquals(Schema.VERSION, versionOf(file));
        assertEquals(before, OldFile.rows(file, version));
        assertEquals(tables, tables(file));
        assertTrue(store.check(ID).isSound());
    }

    @ParameterizedTest(name = "that is {0} is the old or the new one wherever its migration is cut short, and opens with all it held (P1)")
    @MethodSource("olderVersions")
    void cutShort(int version) throws SQLException, IOException {
        List<String> before = OldFile.rows(file, version);
        OldFile.become(file, version);
        List<Path> moments = momentsOfMigration();
        assertTrue(moments.size() > 2, moments.toString());
        List<Integer> versions = new ArrayList<>();
        for (Path moment : moments) {
            Path left = FilledSession.file(moment, ID);
            versions.add(versionOf(left));
            try (SqliteSessionStore again = new SqliteSessionStore(moment)) {
                again.open(ID).close();
            }
            assertEquals(Schema.VERSION, versionOf(left));
            assertEquals(before, OldFile.rows(left, version));
        }
        int last = versions.size() - 1;
        assertEquals(Schema.VERSION, versions.get(last));
        assertTrue(versions.subList(0, last).stream().allMatch(found -> found == version), versions.toString());
    }

    @Test
    @DisplayName("that is newer is refused with a sentence, stays where it is, and is not changed by a byte (P6)")
    void newer() throws Exception {
        for (String mode : List.of("WAL", "DELETE")) {
            FilledSession.execute(file, "PRAGMA journal_mode = " + mode, "PRAGMA user_version = " + (Schema.VERSION + 1));
            byte[] before = Files.readAllBytes(file);
            requireRefused(store);
            assertArrayEquals(before, Files.readAllBytes(file));
            assertEquals(List.of(ID + ".db"), Disk.names(file.getParent()).toList());
        }
    }

    @Test
    @DisplayName("that is newer and was left open by a crash is refused, with neither the file nor the log beside it changed (P6)")
    void newerAndUnclean() throws Exception {
        Path crashed = folder.resolve("crashed");
        store.open(ID).close();
        try (Connection newer = SqliteFile.openDurable(file); Statement s = newer.createStatement()) {
            s.execute("PRAGMA user_version = " + (Schema.VERSION + 1));
            copyTo(crashed);
        }
        Path left = FilledSession.file(crashed, ID);
        byte[] before = Files.readAllBytes(left);
        byte[] log = Files.readAllBytes(SqliteFile.log(left));
        assertTrue(log.length > 0);
        try (SqliteSessionStore again = new SqliteSessionStore(crashed)) {
            requireRefused(again);
            requireRefused(again);
        }
        assertArrayEquals(before, Files.readAllBytes(left));
        assertArrayEquals(log, Files.readAllBytes(SqliteFile.log(left)));
    }

    private static void requireRefused(SqliteSessionStore store) {
        Refusal refusal = assertThrows(Refusal.class, () -> store.open(ID));
        assertEquals(Refusal.Code.UNAVAILABLE, refusal.code());
        assertEquals("This session was written by a newer version of Berth (schema " + (Schema.VERSION + 1)
                + "); this one reads up to schema " + Schema.VERSION + ".", refusal.getMessage());
    }

    /** What a kill would leave after each statement of the migration, and after its commit. */
    private List<Path> momentsOfMigration() throws SQLException {
        List<Path> moments = new ArrayList<>();
        Runnable keep = () -> {
            Path moment = folder.resolve("moment" + moments.size());
            copyTo(moment);
            moments.add(moment);
        };
        try (Connection connection = SqliteFile.openDurable(file)) {
            Schema.migrate(watched(Connection.class, connection, keep), Schema.version(connection));
            keep.run();
        }
        return moments;
    }

    /** The same object, with something done after each statement that it executes. */
    private static <T> T watched(Class<T> type, T real, Runnable after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                Object result = method.invoke(real, arguments);
                if (method.getName().equals("execute")) {
                    after.run();
                }
                return result instanceof Statement statement ? watched(Statement.class, statement, after) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private void copyTo(Path moment) {
        try {
            Path to = FilledSession.file(moment, ID);
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
            Files.copy(SqliteFile.log(file), SqliteFile.log(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int versionOf(Path file) throws SQLException {
        try (Connection tool = FilledSession.open(file)) {
            return Schema.version(tool);
        }
    }

    private static List<String> tables(Path file) throws SQLException {
        try (Connection tool = FilledSession.open(file); Statement s = tool.createStatement()) {
            return OldFile.names(s, "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema ORDER BY 1");
        }
    }
}
