package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.catalogue.OldCatalogue;
import dev.berth.session.Catalogue;
import dev.berth.session.Refusal;
import dev.berth.session.TaskChange;
import dev.berth.session.TaskCount;
import dev.berth.session.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("How far the tasks of a session are")
class TaskCountsTest {

    @TempDir
    private Path data;
    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("follows everything that people do with tasks, and cancelled ones are not counted")
    void follows() {
        house = new House(data, new ScriptedAgent());
        String id = house.newSession();
        assertCount(0, 0, id);
        String one = add(id, TaskStatus.PENDING);
        String two = add(id, TaskStatus.COMPLETED);
        add(id, TaskStatus.CANCELLED);
        assertCount(1, 2, id);
        change(id, one, TaskStatus.IN_PROGRESS);
        assertCount(1, 2, id);
        change(id, one, TaskStatus.COMPLETED);
        assertCount(2, 2, id);
        change(id, two, TaskStatus.CANCELLED);
        assertCount(1, 1, id);
        change(id, two, TaskStatus.PENDING);
        assertCount(1, 2, id);
        remove(id, one);
        assertCount(0, 1, id);
        remove(id, two);
        assertCount(0, 0, id);
    }

    @Test
    @DisplayName("follows the agent's plan, beside what people added")
    void plan() {
        house = new House(data, new ScriptedAgent());
        String id = house.newSession();
        add(id, TaskStatus.PENDING);
        mirror(id, TaskStatus.IN_PROGRESS, TaskStatus.PENDING, TaskStatus.CANCELLED);
        assertCount(0, 3, id);
        mirror(id, TaskStatus.COMPLETED, TaskStatus.COMPLETED);
        assertCount(2, 3, id);
        mirror(id, TaskStatus.COMPLETED, TaskStatus.COMPLETED);
        assertCount(2, 3, id);
        mirror(id);
        assertCount(0, 1, id);
    }

    @Test
    @DisplayName("is as before when a change was undone, alone in its unit")
    void undone() {
        house = new House(data, new ScriptedAgent());
        String id = house.newSession();
        add(id, TaskStatus.COMPLETED);
        assertThrows(Refusal.class, () -> house.ask(id, session -> {
            session.tasks().add(TaskChange.added("undone", null, null, null), null);
            throw Refusal.conflict("no");
        }));
        assertCount(1, 1, id);
    }

    @Test
    @DisplayName("is told on the dashboard")
    void told() {
        house = new House(data, new ScriptedAgent());
        String id = house.newSession();
        Listener dashboard = new Listener();
        house.sessions.followList(dashboard, Viewer.named("u"));
        add(id, TaskStatus.COMPLETED);
        House.until(() -> dashboard.frames.stream().anyMatch(frame -> frame.json().contains("\"tasks\":{\"done\":1,\"total\":1}")));
        mirror(id, TaskStatus.PENDING);
        House.until(() -> dashboard.frames.stream().anyMatch(frame -> frame.json().contains("\"tasks\":{\"done\":1,\"total\":2}")));
    }

    @Test
    @DisplayName("is known after a start for which nothing has changed, without a file being opened")
    void plainStart() {
        house = new House(data, new ScriptedAgent());
        String id = house.newSession();
        add(id, TaskStatus.COMPLETED);
        house.close();
        List<String> opened = new CopyOnWriteArrayList<>();
        CountDownLatch compared = new CountDownLatch(1);
        house = watched(opened, compared);
        House.until(() -> compared.getCount() == 0);
        assertEquals(List.of("1 of 1"), listed());
        assertEquals(List.of(), opened);
    }

    @Test
    @DisplayName("is found for files that were laid into the folder, as after a restoration (P5)")
    void otherFiles() throws IOException {
        house = new House(data, new ScriptedAgent());
        add(house.newSession(), TaskStatus.COMPLETED);
        house.close();
        Files.delete(data.resolve("catalogue.db"));
        house = new House(data, new ScriptedAgent());
        House.until(() -> listed().equals(List.of("1 of 1")));
    }

    @Test
    @DisplayName("is counted once for what an older Berth has listed, in the background, and the order of the list stays")
    void olderList() throws SQLException {
        List<String> before = sessionsOfAnOlderBerth(40);
        List<String> opened = new CopyOnWriteArrayList<>();
        house = watched(opened, new CountDownLatch(1));
        House.until(() -> house.catalogue.uncounted("", 1).isEmpty());
        assertEquals(before, listed());
        House.until(() -> house.sessions.openCount() == 0);
        assertEquals(40, opened.stream().distinct().count());
        house.close();
        opened.clear();
        CountDownLatch compared = new CountDownLatch(1);
        house = watched(opened, compared);
        House.until(() -> compared.getCount() == 0);
        assertEquals(before, listed());
        assertEquals(List.of(), opened);
    }

    @Test
    @DisplayName("is right in the first list already, however long the rest takes, and few files are open for it at once")
    void firstList() throws Exception {
        List<String> before = sessionsOfAnOlderBerth(70);
        CompletableFuture<Void> later = new CompletableFuture<>();
        AtomicInteger most = new AtomicInteger();
        house = new House(data, new ScriptedAgent(), House.LIMITS, Between.store((method, arguments, real) -> {
            if (method.equals("visitIds")) {
                later.join();
            } else if (method.startsWith("open")) {
                most.accumulateAndGet(house.sessions.openCount(), Math::max);
            }
            return real.call();
        }));
        assertEquals(before, listed());
        assertEquals(List.of(), house.catalogue.uncounted("", 1));
        House.until(() -> house.sessions.openCount() == 0);
        assertTrue(most.get() < 3 * TaskCounts.OPENED_AT_ONCE, most::toString);
        later.complete(null);
    }

    @Test
    @DisplayName("is none for a session that cannot be opened, which is listed all the same (P6)")
    void unreadable() throws Exception {
        house = new House(data, new ScriptedAgent());
        String sound = house.newSession();
        String bad = house.newSession();
        add(bad, TaskStatus.PENDING);
        add(sound, TaskStatus.PENDING);
        house.close();
        OldCatalogue.become(data);
        Files.writeString(data.resolve("sessions").resolve(bad.substring(0, 2)).resolve(bad + ".db"), "this is no session");
        for (int i = 0; i < 2; i++) {
            house = new House(data, new ScriptedAgent());
            House.until(() -> listed().equals(List.of("0 of 1", "0 of 0")));
            House.until(() -> house.catalogue.uncounted("", 10).equals(List.of(bad)));
            house.close();
        }
        house = new House(data, new ScriptedAgent());
    }

    /** @return what the list is to show */
    private List<String> sessionsOfAnOlderBerth(int count) throws SQLException {
        house = new House(data, new ScriptedAgent());
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = house.newSession();
            int total = i % 3;
            for (int task = 0; task < total; task++) {
                add(id, task == 0 ? TaskStatus.COMPLETED : TaskStatus.PENDING);
            }
            wanted.add(Math.min(1, total) + " of " + total);
            listed();
        }
        house.close();
        OldCatalogue.become(data);
        Collections.reverse(wanted);
        return wanted;
    }

    private House watched(List<String> opened, CountDownLatch compared) {
        return new House(data, new ScriptedAgent(), House.LIMITS, Between.store((method, arguments, real) -> {
            Object result = real.call();
            if (method.startsWith("open")) {
                opened.add((String) arguments[0]);
            } else if (method.equals("visitIds")) {
                compared.countDown();
            }
            return result;
        }));
    }

    private void assertCount(int done, int total, String id) {
        TaskCount wanted = new TaskCount(done, total);
        assertEquals(wanted, house.ask(id, session -> session.session().tasks()));
        assertEquals(wanted, house.ask(id, session -> session.log().tasks().counted()));
        assertEquals(List.of(done + " of " + total), listed());
        house.sleep(id);
        assertEquals(wanted, house.ask(id, session -> session.session().tasks()));
    }

    private String add(String id, TaskStatus status) {
        return house.ask(id, session -> session.tasks().add(TaskChange.added("t", null, status, null), null)).id();
    }

    private void change(String id, String taskId, TaskStatus status) {
        house.ask(id, session -> session.tasks().change(taskId, new TaskChange(null, null, status, null)));
    }

    private void remove(String id, String taskId) {
        house.ask(id, session -> {
            session.tasks().remove(taskId);
            return null;
        });
    }

    private void mirror(String id, TaskStatus... states) {
        List<TaskChange> plan = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            plan.add(TaskChange.added("item " + i, null, states[i], null));
        }
        house.ask(id, session -> {
            session.tasks().mirror(plan, "turn");
            return null;
        });
    }

    /** The tasks of each session on the list, the latest first. */
    private List<String> listed() {
        List<String> cards = House.await(house.sessions.list(new Catalogue.Query("u", null, null, null, null, null, null, 100))).cards();
        assertTrue(cards.stream().allMatch(card -> card.matches(".*,\"tasks\":\\{\"done\":\\d+,\"total\":\\d+}}")), cards::toString);
        return cards.stream().map(card -> card.replaceAll(".*\"done\":(\\d+),\"total\":(\\d+)}}", "$1 of $2")).toList();
    }
}
