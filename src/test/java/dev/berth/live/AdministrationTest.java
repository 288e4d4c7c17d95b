package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Catalogue;
import dev.berth.session.NewMessage;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.Session;
import dev.berth.session.SetAside;
import dev.berth.session.Soundness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Those who operate Berth")
class AdministrationTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("see which sessions are in use and how, those used last first, and no more than they asked for")
    void inUse() {
        Administration administration = open();
        String followed = house.newSession();
        Listener listener = follow(followed);
        String busy = house.newSession();
        house.prompt(busy, "work");
        house.sleep(followed);
        SessionUse one = use(administration, followed);
        SessionUse other = use(administration, busy);
        assertEquals(List.of(false, false, 1, 0), List.of(one.awake(), one.busy(), one.followers(), one.waiting()));
        assertEquals(List.of(true, true, 0), List.of(other.awake(), other.busy(), other.followers()));
        assertEquals(2, administration.inUseCount());
        assertEquals(1, administration.awakeCount());
        assertEquals(1, administration.inUse(1).size());
        assertFalse(listener.has("closed"));
    }

    @Test
    @DisplayName("put a session to sleep at once under its followers, who get the next word as ever (P7)")
    void evict() {
        Administration administration = open();
        String id = house.newSession();
        Listener listener = follow(id);
        say(id, "one");
        assertEquals(1, house.sessions.openCount());
        House.await(administration.evict(id));
        assertEquals(0, house.sessions.openCount());
        House.await(administration.evict(id));
        say(id, "two");
        House.until(() -> listener.seqs().equals(List.of(2L, 3L)));
        assertEquals(null, listener.closed);
    }

    @Test
    @DisplayName("free the memory of a session that nobody follows, and are told when there is none of that name")
    void evictAlone() {
        Administration administration = open();
        String id = house.newSession();
        say(id, "one");
        House.await(administration.evict(id));
        House.until(() -> house.sessions.liveCount() == 0);
        House.await(administration.evict(id));
        assertEquals(Refusal.Code.NOT_FOUND, assertThrows(Refusal.class, () -> administration.evict("none")).code());
    }

    @Test
    @DisplayName("do not put a session to sleep in which a turn runs (P4)")
    void evictBusy() {
        Administration administration = open();
        String id = house.newSession();
        house.prompt(id, "work");
        assertEquals(Refusal.Code.CONFLICT, assertThrows(Refusal.class, () -> House.await(administration.evict(id))).code());
        assertEquals(1, house.sessions.openCount());
        agent.latest().completed();
        House.until(() -> !use(administration, id).busy());
        House.await(administration.evict(id));
    }

    @Test
    @DisplayName("have a session that is in use looked through, which goes on meanwhile and afterwards")
    void checkSound() {
        Administration administration = open();
        String id = house.newSession();
        Listener listener = follow(id);
        say(id, "one");
        assertEquals(Soundness.SOUND, House.await(administration.check(id)));
        assertEquals("{\"ok\":true,\"setAside\":false,\"findings\":[]}", Soundness.SOUND.toJson());
        say(id, "two");
        House.until(() -> listener.seqs().equals(List.of(2L, 3L)));
    }

    @Test
    @DisplayName("find a fault in the order of a session and leave it in use; a damaged one is set aside as any other (P6)")
    void checkBroken() throws SQLException {
        Administration administration = open();
        String id = house.newSession();
        String neighbour = house.newSession();
        say(id, "one");
        say(neighbour, "one");
        execute(id, "DELETE FROM events WHERE seq = 2");
        Soundness odd = House.await(administration.check(id));
        assertEquals(List.of("messages without the event that tells of them (1, the first is number 2)"), odd.findings());
        assertFalse(odd.damaged());
        say(id, "two");
        execute(id, "UPDATE session_meta SET value = 'other' WHERE key = 'berth.id'");
        Listener listener = follow(id);
        assertTrue(House.await(administration.check(id)).damaged());
        House.until(() -> listener.closed == CloseReason.INTERNAL);
        assertEquals("This session has been set aside: its file is damaged.", assertThrows(Refusal.class, () -> say(id, "three"))
                .getMessage());
        assertEquals(List.of(id), House.await(administration.setAside(10)).stream().map(SetAside::id).toList());
        say(neighbour, "two");
        assertThrows(Refusal.class, () -> House.await(administration.check(id)));
    }

    @Test
    @DisplayName("bring back what was set aside when it is repaired, with all that it held, and it is listed again (P5)")
    void release() throws Exception {
        Administration administration = open();
        String id = house.newSession();
        say(id, "one");
        execute(id, "DELETE FROM session_meta WHERE key = 'berth.userId'");
        assertTrue(House.await(administration.check(id)).damaged());
        Refusal unsound = assertThrows(Refusal.class, () -> House.await(administration.release(id)));
        assertEquals(Refusal.Code.UNSOUND, unsound.code());
        house.catalogue.remove(id);
        execute(data.resolve("quarantine").resolve(id).resolve(id + ".db"),
                "INSERT INTO session_meta (key, value, is_json) VALUES ('berth.userId', 'u', 0)");
        Session back = House.await(administration.release(id));
        assertEquals(2, back.seq());
        assertEquals(1, listed().size());
        say(id, "two");
        assertEquals(Long.valueOf(2), house.ask(id, session -> session.messages().count()));
        assertEquals(Refusal.Code.NOT_FOUND, assertThrows(Refusal.class, () -> House.await(administration.release(id))).code());
        assertThrows(Refusal.class, () -> administration.release("../x"));
    }

    @Test
    @DisplayName("make the catalogue again: what is missing, wrong or gone is put right, what is right stays in its order, lists go on (P5)")
    void rebuild() throws Exception {
        Administration administration = open();
        List<String> ids = IntStream.range(0, 30).mapToObj(i -> house.newSession()).toList();
        say(ids.get(3), "the latest");
        List<String> before = listed();
        ids.forEach(house::sleep);
        assertEquals(new Rebuilt(30, 0), House.await(administration.rebuild()));
        assertEquals(before, listed());
        house.catalogue.remove(ids.get(1));
        house.catalogue.sync();
        execute(data.resolve("catalogue.db"), "UPDATE sessions SET user_id = 'x' WHERE id = '" + ids.get(2) + "'",
                "INSERT INTO sessions SELECT 'gone' || id, user_id, repo_owner, repo_name, title, status, activity, rank, card, counted "
                        + "FROM sessions");
        CompletionStage<Rebuilt> rebuilding = administration.rebuild();
        assertEquals(Refusal.Code.CONFLICT, assertThrows(Refusal.class, administration::rebuild).code());
        assertFalse(listed().isEmpty());
        assertEquals(new Rebuilt(30, 0), House.await(rebuilding));
        assertEquals(before.stream().sorted().toList(), listed().stream().sorted().toList());
        House.until(() -> house.sessions.openCount() == 0);
        House.await(administration.rebuild());
    }

    @Test
    @DisplayName("ask for no more at once than can be waited for")
    void tooMuch() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        house = new House(data, agent, House.LIMITS, Between.store((method, arguments, real) -> {
            if (method.equals("setAside")) {
                later.await();
            }
            return real.call();
        }));
        Administration administration = house.sessions.administration();
        List<CompletionStage<?>> asked = new ArrayList<>();
        for (int i = 0; i < Administration.CHORES_MAX; i++) {
            asked.add(administration.setAside(1));
        }
        assertEquals(Refusal.Code.TOO_MANY, assertThrows(Refusal.class, () -> administration.setAside(1)).code());
        assertEquals(Refusal.Code.TOO_MANY, assertThrows(Refusal.class, administration::rebuild).code());
        later.countDown();
        asked.forEach(House::await);
        House.await(administration.rebuild());
    }

    private Administration open() {
        house = new House(data, agent);
        return house.sessions.administration();
    }

    private static SessionUse use(Administration administration, String id) {
        return administration.inUse(100).stream().filter(use -> use.id().equals(id)).findFirst().orElseThrow();
    }

    private List<String> listed() {
        return House.await(house.sessions.list(new Catalogue.Query("u", null, null, null, null, null, null, 100))).cards();
    }

    private Listener follow(String id) {
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), null))));
        return listener;
    }

    private void say(String id, String text) {
        house.ask(id, session -> session.messages().append(new NewMessage(Role.USER, text, null, null, null)));
    }

    private void execute(String id, String sql) throws SQLException {
        execute(data.resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db"), sql);
    }

    private static void execute(Path file, String... statements) throws SQLException {
        assertTrue(Files.exists(file));
        try (Connection tool = DriverManager.getConnection("jdbc:sqlite:" + file); Statement s = tool.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
    }
}
