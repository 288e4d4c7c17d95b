package dev.berth.it.bench;

import dev.berth.it.bench.client.Requests;
import dev.berth.it.bench.client.WireLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The first design in short, on workerd: {@code it/bench/peer}. */
final class PeerSubject implements Subject {

    private final Path workerd;
    private final Path home;

    PeerSubject(Path workerd, Path home) {
        this.workerd = workerd;
        this.home = home;
    }

    @Override
    public String name() {
        return "the first design on workerd " + InstalledWorkerd.VERSION;
    }

    @Override
    public boolean isBerth() {
        return false;
    }

    @Override
    public RunningServer start(WireLoop loop, Path data, Map<String, String> settings) {
        try {
            Files.createDirectories(data);
            int port = Subject.freePort();
            long started = System.nanoTime();
            Process process = new ProcessBuilder(List.of(workerd.toString(), "serve", home.resolve("it/bench/peer/config.capnp").toString(),
                    "--socket-addr", "http=127.0.0.1:" + port, "--directory-path", "disk=" + data)).redirectErrorStream(true)
                    .redirectOutput(home.resolve("target/bench/peer.log").toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Requests requests = new Requests(port, "");
            return new RunningServer(loop, requests, new ProcessUse(process.pid()),
                    Subject.awaitReady(loop, requests, started, process::isAlive), false, () -> stop(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
