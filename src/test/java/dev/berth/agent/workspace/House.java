package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.agent.workspace.Workspaces.Preparation;
import dev.berth.agent.workspace.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Workspaces in a folder of the test, with threads and an environment of their own. */
final class House implements AutoCloseable {

    static final Duration LONG = Duration.ofMinutes(2);

    final Path folder;
    final Workspaces workspaces;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param environment added to this process's own, which then has none of git's configuration */
    House(Path folder, String remote, boolean allowEmpty, Duration cloneMax, Map<String, String> environment) {
        this(folder, remote, allowEmpty, cloneMax, new GitProgram("git", withoutConfiguration(folder, environment)));
    }

    House(Path folder, String remote, boolean allowEmpty, Duration cloneMax, GitProgram program) {
        this.folder = folder;
        workspaces = new Workspaces(folder, remote, allowEmpty, cloneMax, threads, program);
    }

    static House of(Path folder, String remote) {
        return new House(folder, remote, false, LONG, Map.of());
    }

    static House allowingEmpty(Path folder, String remote) {
        return new House(folder, remote, true, LONG, Map.of());
    }

    Preparation begin(String id) {
        return workspaces.prepare(id, "octo", "berth", sentence -> { });
    }

    Workspace prepare(String id) {
        return get(begin(id));
    }

    String failure(String id) {
        return failure(begin(id));
    }

    static Workspace get(Preparation preparation) {
        try {
            return wait(preparation);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    static String failure(Preparation preparation) {
        return assertInstanceOf(WorkspaceFailure.class,
                assertThrows(ExecutionException.class, () -> wait(preparation)).getCause()).getMessage();
    }

    /** The names of all that lies in the folder, hidden or not. */
    List<String> names() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workspaces.close();
        threads.shutdownNow();
    }

    private static Workspace wait(Preparation preparation) throws ExecutionException {
        try {
            return preparation.workspace().toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> withoutConfiguration(Path folder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", folder.resolveSibling("home").toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.putAll(more);
        return environment;
    }
}
