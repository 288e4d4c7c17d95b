package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Berth;
import dev.berth.it.Json;
import dev.berth.it.OwnServer;
import dev.berth.it.trials.History.Entry;
import dev.berth.store.OldFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T30. {@code -Dberth.it.backups=20} makes as many backups and starts on each. */
@DisplayName("The sessions of a server under load")
class BackupIT {

    private static final int BACKUPS = Integer.getInteger("berth.it.backups", 2);
    private static final int SESSIONS = 6;
    private static final int WRITERS = 8;
    private static final int WRITES = 150;

    @TempDir
    private Path folder;
    private final OwnServer server = new OwnServer("berth.echo.pause", "20ms", "berth.sessions.idle", "1s", "berth.sessions.open-max", "3");
    private WireLoad load;
    /** What each backup holds of each session, in order. */
    private final List<Map<WireSession, List<Entry>>> backups = new ArrayList<>();

    @BeforeEach
    void start() {
        Berth berth = server.start().berth();
        load = new WireLoad(berth, SESSIONS, 50);
        for (WireSession session : load.sessions()) {
            berth.post("/sessions/" + session.id() + "/tasks", Json.object("title", "a task of " + session.id())).expect(201);
            berth.put("/sessions/" + session.id() + "/meta/kept", Json.object("value", session.id()));
        }
        load.start(berth, WRITERS);
    }

    @AfterEach
    void stop() {
        load.close();
        server.close();
    }

    @Test
    @DisplayName("are backed up meanwhile and restored, equal in every row: each as it was at one moment, with all that was acknowledged before; "
            + "a Berth goes on from there, and who followed the original is told that this is another history (P1, P3, P5)")
    void backedUp() throws Exception {
        for (int i = 0; i < BACKUPS; i++) {
            load.awaitAcknowledged(WRITES);
            Map<WireSession, List<Entry>> before = acknowledged();
            Path target = folder.resolve("backup" + i);
            List<String> said = WarFile.run("backup", server.data(), target);
            assertEquals(List.of("0", SESSIONS + " sessions copied, 0 not."), said);
            Map<WireSession, List<String>> sent = sent();
            Path restored = folder.resolve("restored" + i);
            assertEquals(List.of("0", SESSIONS + " sessions restored, 0 set aside, 0 missing."),
                    WarFile.run("restore", target, restored));
            requireEqual(target, restored);
            startOn(restored, before, sent);
        }
        List<String> violations = load.violations(server.berth());
        for (WireSession session : load.sessions()) {
            List<Entry> original = written(session.dump(server.berth()));
            backups.forEach(backup -> requirePrefix(original, backup.get(session)));
        }
        System.out.println("BackupIT: " + BACKUPS + " backups, " + load.acknowledgements() + " acknowledgements, " + load.sightings()
                + " sightings, " + violations.size() + " violations; refused " + load.refusals());
        assertEquals(List.of(), violations);
    }

    /** All rows of each session are those of the backup, apart from the epoch, which is another. */
    private void requireEqual(Path backup, Path restored) throws SQLException {
        for (WireSession session : load.sessions()) {
            Contents before = Contents.of(SessionFile.of(backup, session.id()));
            Contents after = Contents.of(SessionFile.of(restored, session.id()));
            assertEquals(before.digests(), after.digests());
            assertTrue(before.digests().keySet().containsAll(List.of("messages", "tasks", "session_meta", "turns", "events")));
            assertNotEquals(before.epoch(), after.epoch());
        }
    }

    private void startOn(Path target, Map<WireSession, List<Entry>> before, Map<WireSession, List<String>> sent) {
        try (OwnServer restored = new OwnServer(target).start()) {
            Berth berth = restored.berth();
            Map<WireSession, List<Entry>> found = new HashMap<>();
            for (WireSession original : load.sessions()) {
                WireSession copy = new WireSession(original.id());
                found.put(original, written(copy.dump(berth)));
                sent.get(original).forEach(copy.history()::sent);
                before.get(original).forEach(ack -> copy.history().acknowledged(ack.key(), ack.seq(), ack.nonce()));
                requireAnotherHistory(berth, original, copy);
                assertEquals(List.of(), copy.violations(berth));
            }
            backups.add(found);
            assertEquals(SESSIONS, berth.get("/sessions").expect(200).array().size(), "the list");
            for (WireSession session : load.sessions()) {
                for (String part : List.of("/tasks", "/meta/kept")) {
                    assertEquals(shown(server.berth(), session, part), shown(berth, session, part));
                }
            }
        }
    }

    private static String shown(Berth berth, WireSession session, String part) {
        String path = "/sessions/" + session.id();
        return part.startsWith("/meta/") ? berth.get(path + "/meta").expect(200).object().get(part.substring(6)).toString()
                : berth.get(path + part).expect(200).body();
    }

    /** Whoever comes with a cursor of the original is sent a resync and then what is new, on either way. */
    private void requireAnotherHistory(Berth berth, WireSession original, WireSession copy) {
        String epoch = load.readers().stream().filter(reader -> reader.isOf(original)).map(reader -> reader.frames().all())
                .flatMap(List::stream).filter(frame -> frame.is("ready")).findFirst().orElseThrow().data()
                .getString("cursor").split("\\.")[0];
        long head = copy.awaitRest(berth);
        List<WireReader> readers = Stream.of(WireReader.Way.values())
                .map(way -> new WireReader(copy, way, "of the original by " + way).at(epoch + ".3").come(berth)).toList();
        readers.forEach(reader -> reader.frames().await("resync"));
        copy.store(berth, "new").expect(201);
        for (WireReader reader : readers) {
            reader.awaitSeen(head + 1);
            assertEquals(List.of(head + 1), reader.cut().stream().filter(frame -> frame.is("message")).map(frame -> frame.seq()).toList());
            assertEquals(1, reader.resyncs());
        }
    }

    private Map<WireSession, List<Entry>> acknowledged() {
        Map<WireSession, List<Entry>> all = new HashMap<>();
        load.sessions().forEach(session -> all.put(session, session.history().acknowledged()));
        return all;
    }

    private Map<WireSession, List<String>> sent() {
        Map<WireSession, List<String>> all = new HashMap<>();
        load.sessions().forEach(session -> all.put(session, session.history().sent()));
        return all;
    }

    private static void requirePrefix(List<Entry> original, List<Entry> copy) {
        assertTrue(copy.size() <= original.size(), "the copy holds more than the original");
        assertEquals(original.subList(0, copy.size()), copy);
    }

    /** What writers wrote, in order; what agents say of it may be replaced later. */
    private static List<Entry> written(List<Entry> log) {
        return log.stream().filter(entry -> entry.key() != null).toList();
    }

    @Test
    @DisplayName("that an older Berth has written are lifted to the present schema, and hold all that they held (P5)")
    void upgraded() throws SQLException, IOException {
        load.awaitAcknowledged(WRITES);
        assertEquals(List.of(), load.violations(server.berth()));
        Map<WireSession, List<Entry>> before = new HashMap<>();
        load.sessions().forEach(session -> before.put(session, session.dump(server.berth())));
        server.stop();
        for (int i = 0; i < SESSIONS; i++) {
            SessionFile file = SessionFile.of(server.data(), load.sessions().get(i).id());
            assertTrue(Files.exists(file.path()) && !Files.exists(file.wal()));
            OldFile.become(file.path(), OldFile.versions().get(i % OldFile.versions().size()));
        }
        Berth berth = server.start().berth();
        for (WireSession session : load.sessions()) {
            assertEquals(before.get(session), session.dump(berth));
            session.store(berth, "after the upgrade").expect(201);
        }
    }
}
