package dev.berth.it;

import dev.berth.it.server.ServerKind;
import dev.berth.it.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A server with a data folder and a port that stay the same when it is killed or stopped and started again. */
public final class OwnServer implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("berth.home", "")).toAbsolutePath();
    private static final ServerKind KIND = ServerKind.parse(System.getProperty("berth.server", "payara"));
    /** Compiling for a long life is half of what a start takes, and few servers of the suite live for more than a minute. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Path work = HOME.resolve("target/it/" + KIND.name().toLowerCase(Locale.ROOT) + "-" + COUNT.incrementAndGet());
    private final int port = freePort();
    private final Path data;
    private ServerProcess process;

    /** Prepares a server that is not started yet. @param settings names and values in turn */
    public OwnServer(String... settings) {
        this(newFolder(), settings);
    }

    /** @param data the folder it works on */
    public OwnServer(Path data, String... settings) {
        this.data = data;
        this.settings.put("berth.data", data.toString());
        this.settings.put("berth.ends-with-process", Long.toString(ProcessHandle.current().pid()));
        for (int i = 0; i < settings.length; i += 2) {
            this.settings.put(settings[i], settings[i + 1]);
        }
    }

    /** Has it start with these environment variables too. */
    public OwnServer environment(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Starts it, also once more, and waits until it answers. @throws IllegalStateException with one sentence when it cannot */
    public OwnServer start() {
        try {
            keepLog();
            process = ServerProcess.start(KIND, HOME, work, port, settings, environment, QUICK_START);
            process.awaitReady();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public int port() {
        return port;
    }

    public Berth berth() {
        return new Berth(port);
    }

    public Path data() {
        return data;
    }

    /** The file of a session. */
    public Path file(String id) {
        return data.resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db");
    }

    public long pid() {
        return process.pid();
    }

    public String log() {
        return process.log();
    }

    /** All that it has written to logs of any kind since it was first started, and before under the same number. */
    public String logs() {
        try (Stream<Path> files = Files.walk(work)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).append('\n');
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Asks it to stop, and waits until it has. */
    public void stop() {
        process.close();
    }

    /** Stops it and removes its data. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        remove(data);
    }

    public static Path newFolder() {
        try {
            return Files.createTempDirectory("berth-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every start writes a log of its own; the one before is what tells how it ended. */
    private void keepLog() throws IOException {
        Path log = work.resolve("server.log");
        if (Files.exists(log)) {
            Files.move(log, work.resolve("server-before.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A port of this machine that nobody uses. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder and all that is in it. */
    public static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
