package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.agent.workspace.Workspaces.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A clone that is stopped")
class StoppedCloneTest {

    private static final String STOPPED = "Cloning octo/berth was stopped.";

    @TempDir
    private Path temporary;
    private SilentRemote remote;
    private House house;

    @BeforeEach
    void begin() throws IOException {
        remote = new SilentRemote();
        house = House.allowingEmpty(temporary.resolve("workspaces"), remote.pattern());
    }

    @AfterEach
    void close() {
        house.close();
        remote.close();
    }

    @Test
    @DisplayName("by its caller ends git and its children and leaves nothing, not even an empty workspace; the next try begins anew")
    void leavesNothing() throws IOException {
        Preparation preparation = house.begin("abc");
        remote.await();
        List<ProcessHandle> clients = remote.clients();
        assertTrue(clients.size() > 1, clients::toString);

        preparation.cancel();
        Preparation next = house.begin("abc");

        assertEquals(STOPPED, House.failure(preparation));
        assertTrue(clients.stream().noneMatch(ProcessTree::runs), clients::toString);
        assertNotSame(preparation, next);
        remote.await();
        next.cancel();
        assertEquals(STOPPED, House.failure(next));
        assertEquals(List.of(), remote.clients());
        assertEquals(List.of(), house.names());
    }

    @Test
    @DisplayName("because its session is removed never becomes a workspace")
    void endsWithItsSession() throws IOException {
        Preparation preparation = house.begin("abc");
        remote.await();

        house.workspaces.remove("abc");

        assertEquals(STOPPED, House.failure(preparation));
        assertEquals(Optional.empty(), house.workspaces.find("abc"));
        assertEquals(List.of(), house.names());
    }

    @Test
    @DisplayName("because Berth stops is gone when Berth is, with its processes")
    void endsWithBerth() throws IOException {
        Preparation preparation = house.begin("abc");
        remote.await();

        house.workspaces.close();

        assertTrue(preparation.workspace().toCompletableFuture().isCompletedExceptionally());
        assertEquals(List.of(), remote.clients());
        assertEquals(List.of(), house.names());
    }

    @Test
    @DisplayName("because it takes too long fails with a sentence that says how long, its processes gone")
    void takesTooLong() throws IOException {
        try (House hasty = new House(temporary.resolve("hasty"), remote.pattern(), false, Duration.ofSeconds(1), Map.of())) {
            assertEquals("The repository octo/berth could not be cloned: it took longer than 1 second.", hasty.failure("abc"));
            assertEquals(List.of(), remote.clients());
            assertEquals(List.of(), hasty.names());
        }
    }

    @Test
    @DisplayName("while it waits for a thread has never begun")
    void mayStillBeWaiting() {
        List<Runnable> waiting = new CopyOnWriteArrayList<>();
        try (Workspaces workspaces = new Workspaces(temporary.resolve("waiting"), remote.pattern(), true, House.LONG, waiting::add)) {
            Preparation preparation = workspaces.prepare("abc", "octo", "berth", sentence -> { });

            preparation.cancel();

            assertEquals(STOPPED, House.failure(preparation));
            waiting.forEach(Runnable::run);
            assertEquals(Optional.empty(), workspaces.find("abc"));
        }
    }

    @Test
    @DisplayName("by having no thread for it fails, and is tried again")
    void mayFindNoThread() {
        List<Runnable> begun = new CopyOnWriteArrayList<>();
        try (Workspaces workspaces = new Workspaces(temporary.resolve("none"), null, true, House.LONG, task -> {
            if (begun.isEmpty()) {
                begun.add(task);
                throw new RejectedExecutionException();
            }
            task.run();
        })) {
            assertEquals("There is no thread that could clone octo/berth now.",
                    House.failure(workspaces.prepare("abc", "octo", "berth", sentence -> { })));
            assertTrue(House.get(workspaces.prepare("abc", "octo", "berth", sentence -> { })).empty());
        }
    }

    @Test
    @DisplayName("was shared by all who asked meanwhile, who heard its progress too, and is left alone by tidying")
    void isShared() throws IOException {
        List<String> progress = new CopyOnWriteArrayList<>();
        Preparation first = house.begin("abc");
        remote.await();
        Preparation second = house.workspaces.prepare("abc", "octo", "berth", progress::add);
        house.workspaces.tidy(id -> false);

        assertSame(first, second);
        assertEquals(List.of("Cloning octo/berth"), progress);
        assertEquals(1, house.names().size());
        assertTrue(Files.exists(house.folder.resolve(house.names().get(0)).resolve(".git")));
        second.cancel();
        assertEquals(STOPPED, House.failure(first));
    }

    @Test
    @DisplayName("after it was done changes nothing")
    void mayBeDone() {
        try (House empty = House.allowingEmpty(temporary.resolve("done"), null)) {
            Preparation preparation = empty.begin("abc");
            assertTrue(House.get(preparation).empty());

            preparation.cancel();

            assertFalse(preparation.workspace().toCompletableFuture().isCompletedExceptionally());
            assertEquals(List.of("abc"), empty.names());
        }
    }
}
