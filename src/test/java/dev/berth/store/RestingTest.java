package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Identity;
import dev.berth.session.MetaValue;
import dev.berth.session.Mode;
import dev.berth.session.NewSession;
import dev.berth.session.Session;
import dev.berth.session.SessionLog;
import dev.berth.session.StorageFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A session that is opened to be read")
class RestingTest {

    private static final String ID = "abcdef";

    @TempDir
    private Path data;
    private SqliteSessionStore store;

    @BeforeEach
    void open() {
        store = new SqliteSessionStore(data);
        Session session = Session.begin(new NewSession(ID, "u", "acme", "rocket", null, Mode.BUILD, null), 1);
        store.create(ID, Identity.metaOf(session, null), Identity.birth(session));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("lays nothing beside its file, changes no byte of it, and refuses to be written to (P5)")
    void laysNothing() throws IOException {
        byte[] before = Files.readAllBytes(file());
        try (SessionLog log = store.openToRead(ID)) {
            log.begin();
            assertFalse(log.isForWriting());
            assertEquals("acme", log.meta().find("berth.repoOwner").orElseThrow().text());
            assertThrows(StorageFailure.class, () -> log.meta().put("a", MetaValue.text("b")));
            assertEquals(List.of(file().getFileName().toString()), beside());
        }
        assertEquals(List.of(file().getFileName().toString()), beside());
        assertEquals(ByteBuffer.wrap(before), ByteBuffer.wrap(Files.readAllBytes(file())));
    }

    @Test
    @DisplayName("shows what was written before, and is open for writing when a crash has left its log beside it (P1)")
    void afterACrash() throws IOException {
        try (SessionLog log = store.open(ID)) {
            log.begin();
            log.meta().put("a", MetaValue.text("b"));
            log.commit();
            Path copy = data.resolve("crashed");
            Files.copy(file(), copy);
            Files.copy(wal(), data.resolve("crashed-wal"));
        }
        try (SessionLog log = store.openToRead(ID)) {
            assertFalse(log.isForWriting());
            assertEquals("b", log.meta().find("a").orElseThrow().text());
        }
        Files.delete(file());
        Files.move(data.resolve("crashed"), file());
        Files.move(data.resolve("crashed-wal"), wal());
        try (SessionLog log = store.openToRead(ID)) {
            assertTrue(log.isForWriting());
            assertEquals("b", log.meta().find("a").orElseThrow().text());
        }
    }

    private Path file() {
        return data.resolve("sessions").resolve(ID.substring(0, 2)).resolve(ID + ".db");
    }

    private Path wal() {
        return file().resolveSibling(ID + ".db-wal");
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> there = Files.list(file().getParent())) {
            return there.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
