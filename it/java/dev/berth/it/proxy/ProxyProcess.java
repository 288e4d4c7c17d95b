package dev.berth.it.proxy;

import dev.berth.it.Await;
import dev.berth.it.OwnServer;
import dev.berth.it.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A proxy that runs in front of one server, until it is closed. */
public final class ProxyProcess implements AutoCloseable {

    private final ProxyKind kind;
    private final ProxyPlace place;
    private final Path folder;
    private final Process process;

    private ProxyProcess(ProxyKind kind, ProxyPlace place, Path folder, Process process) {
        this.kind = kind;
        this.place = place;
        this.folder = folder;
        this.process = process;
    }

    /** Ends the test when the program is not installed. @param berth the port of the server behind it */
    public static ProxyProcess start(ProxyKind kind, Path home, int berth, Certificates certificates) {
        Path program = program(kind);
        ProxyPlace place = new ProxyPlace(OwnServer.freePort(), OwnServer.freePort(), berth, certificates);
        try {
            ProxyProcess proxy = start(kind, program, home, place);
            Await.until(kind + " to listen", proxy::listens);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProxyProcess start(ProxyKind kind, Path program, Path home, ProxyPlace place) throws IOException {
        Path folder = OwnServer.newFolder();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(kind.prepare(home, folder, place));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new ProxyProcess(kind, place, folder, process);
    }

    /** The port for HTTPS. */
    public int port() {
        return place.secure();
    }

    /** The port for HTTP. */
    public int plainPort() {
        return place.plain();
    }

    /** Takes up the settings anew: new processes take what comes, the old ones end within a second. */
    public void reload() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + kind.reloadSignal(), Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
        OwnServer.remove(folder);
    }

    private static Path program(ProxyKind kind) {
        // Debian has such programs where only root's path leads.
        Path administrators = Path.of("/usr/sbin", kind.program());
        if (Files.isExecutable(administrators)) {
            return administrators;
        }
        Tools.require(kind.program());
        return Tools.find(kind.program()).orElseThrow();
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new AssertionError(kind + " has ended: " + log());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), place.secure())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
