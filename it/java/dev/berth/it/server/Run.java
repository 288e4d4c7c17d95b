package dev.berth.it.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code mvn} does after it has built: starts Berth, says where it is, and stays until it is interrupted.
 *
 * <p>Every {@code -Dberth.…} of the command line is passed on to the server; environment variables reach it by themselves.
 */
public final class Run {

    private static final String PORT = "berth.port";
    private static final String DATA = "berth.data";

    private Run() {
    }

    /** @param arguments the kind of server, and the project's folder */
    public static void main(String[] arguments) throws Exception {
        try {
            run(ServerKind.parse(arguments[0]), Path.of(arguments[1]));
        } catch (IllegalStateException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.flush();
            // Not by an exception: what went wrong is said, and Maven would bury it under a stack trace.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(ServerKind kind, Path home) throws IOException, InterruptedException {
        int port = port();
        requireFree(port);
        ServerProcess server = ServerProcess.start(kind, home, home.resolve("target/run-" + kind.name().toLowerCase(Locale.ROOT)),
                port, settings(home));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitReady();
        System.out.println();
        System.out.println("Berth is ready at http://localhost:" + port + "/   (Ctrl-C stops it)");
        System.out.flush();
        server.awaitEnd();
        throw new IllegalStateException("The server has ended. What anyone has seen is on disk; run the command again to go on.");
    }

    private static Map<String, String> settings(Path home) {
        Map<String, String> settings = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream().filter(name -> name.startsWith("berth.") && !name.equals(PORT))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        // The server has a folder of its own to run in; a relative path is meant from where the command was given.
        String data = Optional.ofNullable(settings.get(DATA))
                .or(() -> Optional.ofNullable(System.getenv("BERTH_DATA"))).orElse("berth-data");
        settings.put(DATA, home.resolve(data).normalize().toString());
        settings.put("berth.ends-with-process", Long.toString(ProcessHandle.current().pid()));
        return settings;
    }

    private static int port() {
        String text = Optional.ofNullable(System.getProperty(PORT))
                .or(() -> Optional.ofNullable(System.getenv("BERTH_PORT"))).orElse("8080");
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The sentence below says what it must be.
        }
        throw new IllegalArgumentException("Berth cannot start: berth.port must be a whole number from 1 to 65535, but it is '"
                + text + "'.");
    }

    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new IllegalStateException("Berth cannot start: port " + port + " is taken; choose another with -Dberth.port=.");
        }
    }
}
