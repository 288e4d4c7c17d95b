package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Cursor;
import dev.berth.session.NewMessage;
import dev.berth.session.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Following a session (P2, P3)")
class FollowingTest {

    @TempDir
    private Path data;
    private House house;
    private String id;

    @BeforeEach
    void open() {
        house = new House(data, new ScriptedAgent());
        id = house.newSession();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everyFollowerGetsEveryEventOnceAndInOrder() {
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            listeners.add(follow(null));
        }
        sayMany(300);
        for (Listener listener : listeners) {
            House.until(() -> listener.seqs().size() == 300);
            assertEquals(numbers(2, 301), listener.seqs());
        }
    }

    @Test
    void whoComesBackGetsExactlyWhatItMissed() {
        sayMany(1_800);
        Listener listener = follow(new Cursor(null, 700));
        House.until(() -> listener.seqs().size() == 1_101);
        assertEquals(numbers(701, 1_801), listener.seqs());
    }

    @Test
    void whoJoinsWhileOthersWriteMissesNothing() {
        List<CompletionStage<?>> writing = new ArrayList<>();
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            writing.add(say("m" + i));
            if (i % 20 == 0) {
                listeners.add(follow(new Cursor(null, i / 2)));
            }
        }
        writing.forEach(House::await);
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            long from = i * 10L + 1;
            House.until(() -> listener.seqs().size() == 602 - from);
            assertEquals(numbers(from, 601), listener.seqs());
        }
    }

    @Test
    void aCursorBeyondTheEndOrOfAnotherHistoryGetsResync() {
        Listener beyond = follow(new Cursor(null, 99));
        Listener foreign = follow(new Cursor("zzzzz", 1));
        House.until(() -> beyond.has("resync") && foreign.has("resync"));
        House.await(say("hello"));
        House.until(() -> beyond.has("message") && foreign.has("message"));
        assertEquals(List.of(2L), beyond.seqs());
        assertEquals(List.of(2L), foreign.seqs());
    }

    @Test
    void aLogOfLargeEventsIsCaughtUpWithToo() {
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 20; i++) {
            House.await(say(large + i));
        }
        Listener listener = follow(new Cursor(null, 0));
        House.until(() -> listener.seqs().size() == 21);
        assertEquals(numbers(1, 21), listener.seqs());
        assertTrue(listener.closed == null);
    }

    @Test
    void aFollowerThatTakesNothingIsCutOffAndTheOthersGoOn() {
        Listener stalled = follow(null);
        Listener healthy = follow(null);
        stalled.stalled = true;
        sayMany(FrameQueue.FRAMES_MAX + 200);
        House.until(() -> stalled.closed == CloseReason.TOO_SLOW);
        House.until(() -> healthy.seqs().size() == FrameQueue.FRAMES_MAX + 200);
        assertTrue(healthy.closed == null);
    }

    @Test
    void manyFollowersWhoTakeNothingHoldUpNoWriter() {
        for (int i = 0; i < 100; i++) {
            follow(null).stalled = true;
        }
        House.await(say("one"));
        House.await(say("two"));
    }

    @Test
    void whatHappensBetweenTheHandshakeAndTheJoinIsFollowedToo() {
        House.await(say("before"));
        Moment handshake = house.sessions.with(id, LiveSession::moment);
        House.await(say("between"));
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(new Follow(listener, Viewer.named("u"), null, handshake, 0, true, null))));
        House.await(say("after"));
        House.until(() -> listener.seqs().size() == 2);
        assertEquals(List.of(3L, 4L), listener.seqs());
        assertTrue(listener.frames.get(0).json().contains("\"seq\":2"), listener.frames.get(0).json());
    }

    @Test
    void aSnapshotIsExactWhereItSaysItIs() {
        sayMany(5);
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(new Follow(listener, Viewer.named("u"), null, null, 3, true, null))));
        House.await(say("after"));
        House.until(() -> listener.has("message"));
        String ready = listener.frames.get(0).json();
        assertTrue(ready.contains("\"seq\":6,\"cursor\":") && ready.contains("\"m4\"") && !ready.contains("\"m1\""), ready);
        assertEquals(List.of(7L), listener.seqs());
    }

    @Test
    void deletingEndsEveryConnectionAndNothingComesBack() {
        Listener listener = follow(null);
        House.await(house.sessions.delete(id, "u"));
        House.until(() -> listener.closed == CloseReason.DELETED);
        assertFalse(house.sessions.exists(id));
    }

    private Listener follow(Cursor after) {
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), after))));
        return listener;
    }

    private CompletionStage<?> say(String text) {
        return house.sessions.ask(id, session -> session.messages().append(new NewMessage(Role.USER, text, null, null, null)));
    }

    private void sayMany(int count) {
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stages.add(say("m" + i));
        }
        stages.forEach(House::await);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
