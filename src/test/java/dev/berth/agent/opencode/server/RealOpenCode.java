package dev.berth.agent.opencode.server;

import dev.berth.it.opencode.InstalledOpenCode;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The real program, what it says, and a way past Berth to ask it what only a test wants to know. */
final class RealOpenCode implements OpenCodeServer.Listener {

    static final ThreadFactory THREADS = Thread::new;
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int SECONDS_MAX = 40;
    private static final int POLLS_FOR_ONE = 100;

    final Queue<String> events = new ConcurrentLinkedQueue<>();
    final Queue<OpenCodeClient> gaps = new ConcurrentLinkedQueue<>();
    final Queue<String> downs = new ConcurrentLinkedQueue<>();

    /** The path of the program. The tests that need it are marked with {@link dev.berth.it.opencode.NeedsOpenCode}. */
    static String path() {
        return InstalledOpenCode.require().toString();
    }

    static OpenCodeOptions options(Path data) {
        return options(data, null);
    }

    static OpenCodeOptions options(Path data, Path config) {
        return new OpenCodeOptions(data.resolve("opencode"), data.resolve("workspaces"), path(), null, null, config, null, "none",
                List.of("BERTH_TEST_PASSED"), Duration.ofSeconds(30));
    }

    static OpenCodeOptions elsewhere(Path data, URI url, String password) {
        return new OpenCodeOptions(data.resolve("elsewhere"), data.resolve("workspaces"), null, url, password, null, null, "none",
                List.of(), Duration.ofSeconds(30));
    }

    OpenCodeServer server(OpenCodeOptions options) {
        return new OpenCodeServer(options, this, THREADS);
    }

    OpenCodeServer server(OpenCodeOptions options, OpenCodeTimes times) {
        return new OpenCodeServer(options, this, THREADS, times);
    }

    /** A fresh workspace. */
    static Path workspace(Path data, String name) throws IOException {
        return Files.createDirectories(data.resolve("workspaces").resolve(name)).toRealPath();
    }

    @Override
    public void event(String directory, JsonObject event) {
        events.add(directory + " " + event.getString("type"));
    }

    @Override
    public void gap(OpenCodeClient client) {
        gaps.add(client);
    }

    @Override
    public void down(String sentence) {
        downs.add(sentence);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes sessions in a workspace until one is heard of: OpenCode may lose what happens in the moment in which its stream is joined. */
    void untilHeard(OpenCodeServer server, Path workspace) {
        AtomicInteger polls = new AtomicInteger();
        until(() -> {
            if (polls.getAndIncrement() % POLLS_FOR_ONE == 0) {
                await(await(server.ready()).createSession(workspace, "A title", "s" + polls));
            }
            return events.contains(workspace + " session.created");
        });
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about in " + SECONDS_MAX + " seconds.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a signal to one process. */
    static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).inheritIO().start().waitFor();
    }

    static Map<String, String> environment(long pid) {
        return Arrays.stream(read(pid, "environ")).map(entry -> entry.split("=", 2)).filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Whether a command with this argument runs anywhere on the machine. */
    static boolean runs(String argument) {
        return ProcessHandle.allProcesses().anyMatch(process -> List.of(read(process.pid(), "cmdline")).contains(argument));
    }

    private static String[] read(long pid, String name) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + name)).split("\0");
        } catch (IOException e) {
            return new String[0];
        }
    }

    /** Asks OpenCode itself, with the password from its environment. */
    static JsonValue ask(long pid, String method, String path, String body) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        var pool = Executors.newFixedThreadPool(1);
        try {
            List<String> command = List.of(read(pid, "cmdline"));
            URI url = URI.create("http://127.0.0.1:" + command.get(command.indexOf("--port") + 1));
            OpenCodeHttp http = new OpenCodeHttp(OpenCodeHttp.client(pool, true), timer, url,
                    environment(pid).get("OPENCODE_SERVER_PASSWORD"));
            String answer = OpenCodeAnswers.succeeded(method, path, await(http.ask(method, path, body, Duration.ofSeconds(SECONDS_MAX))));
            try (JsonReader reader = JSON.createReader(new StringReader(answer))) {
                return reader.readValue();
            }
        } finally {
            timer.shutdownNow();
            pool.shutdownNow();
        }
    }

    /** Lets OpenCode run a command as its tool does, in a session of its own, and returns when the command runs. */
    static void startCommand(long pid, Path directory, String session, String seconds) {
        JsonObject body = JSON.createObjectBuilder().add("agent", "build").add("command", "sleep " + seconds + " & sleep " + seconds)
                .add("model", JSON.createObjectBuilder().add("providerID", "none").add("modelID", "none")).build();
        Thread asking = new Thread(() -> {
            try {
                ask(pid, "POST", OpenCodeHttp.in(directory, "/session/" + session + "/shell"), body.toString());
            } catch (RuntimeException e) {
                // It ends with the command, which the test kills.
            }
        });
        asking.setDaemon(true);
        asking.start();
        until(() -> runs(seconds));
    }
}
