package dev.berth.it.bench;

import dev.berth.it.bench.client.Requests;
import dev.berth.it.bench.client.WireLoop;
import dev.berth.it.server.ServerKind;
import dev.berth.it.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The WAR under {@code target}, as it is run for people: the echo agent answers without a pause, all else is left as it is. */
final class BerthSubject implements Subject {

    private final ServerKind kind;
    private final String version;
    private final Path home;

    BerthSubject(ServerKind kind, String version, Path home) {
        this.kind = kind;
        this.version = version;
        this.home = home;
    }

    @Override
    public String name() {
        return "Berth on " + (kind == ServerKind.PAYARA ? "Payara Micro " : "Open Liberty ") + version;
    }

    @Override
    public boolean isBerth() {
        return true;
    }

    @Override
    public RunningServer start(WireLoop loop, Path data, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("berth.data", data.toString());
        all.put("berth.echo.pause", "0ms");
        all.put("berth.ends-with-process", Long.toString(ProcessHandle.current().pid()));
        try {
            long started = System.nanoTime();
            ServerProcess process = ServerProcess.start(kind, home, home.resolve("target/bench/server"), Subject.freePort(), all);
            Requests requests = new Requests(process.port(), "/api");
            return new RunningServer(loop, requests, new ProcessUse(process.pid()),
                    Subject.awaitReady(loop, requests, started, process::isAlive), true, process::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
