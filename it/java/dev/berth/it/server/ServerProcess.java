package dev.berth.it.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One running server, in a process of its own: it can be asked to stop, and it can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final int STOP_SECONDS_MAX = 40;
    private static final int OK = 200;
    /** Berth asks who calls, so it is there. */
    private static final int UNAUTHENTICATED = 401;
    private static final String REFUSED_START = "Berth cannot start: ";

    private final Process process;
    private final int port;
    private final Path log;

    private ServerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * Starts a server; it is not ready yet.
     *
     * @param work a folder for what the server itself writes, among it {@code server.log}
     * @param settings Berth's settings by their names
     */
    public static ServerProcess start(ServerKind kind, Path home, Path work, int port, Map<String, String> settings) throws IOException {
        return start(kind, home, work, port, settings, Map.of(), List.of());
    }

    /**
     * @param environment variables that the server has beside those of this process
     * @param javaOptions what its Java is told beside Berth's settings
     */
    public static ServerProcess start(ServerKind kind, Path home, Path work, int port, Map<String, String> settings,
            Map<String, String> environment, List<String> javaOptions) throws IOException {
        Files.createDirectories(work);
        Path log = work.resolve("server.log");
        List<String> options = new ArrayList<>(javaOptions);
        settings.forEach((name, value) -> options.add("-D" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(kind.command(home, work, port, options)).directory(work.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(kind.environment(work));
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), port, log);
    }

    /** Waits until Berth answers. @throws IllegalStateException with one sentence when it cannot start */
    public ServerProcess awaitReady() throws InterruptedException {
        Instant end = Instant.now().plus(READY_MAX);
        while (!answers()) {
            Optional<String> refusal = refusal();
            if (refusal.isPresent()) {
                close();
                throw new IllegalStateException(refusal.get());
            }
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new IllegalStateException("The server did not start; its log is " + log + ".");
            }
            Thread.sleep(100);
        }
        return this;
    }

    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a power cut would, as far as a process can: {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it ends by itself. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Asks it to stop, and insists when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/api/sessions?limit=1")).timeout(Duration.ofSeconds(5)).build();
        try {
            int status = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == OK || status == UNAUTHENTICATED;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> refusal() {
        return log().lines().filter(line -> line.contains(REFUSED_START)).findFirst()
                .map(line -> line.substring(line.indexOf(REFUSED_START)).replaceAll("\\]\\]$", ""));
    }
}
