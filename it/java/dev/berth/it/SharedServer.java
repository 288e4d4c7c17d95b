package dev.berth.it;

import java.nio.file.Path;

/** The one server for all tests that need none of their own: started when first used, stopped with the JVM. */
public final class SharedServer {

    private static OwnServer server;

    private SharedServer() {
    }

    public static Berth berth() {
        return running().berth();
    }

    public static Path data() {
        return running().data();
    }

    /** The number of its process. */
    public static long pid() {
        return running().pid();
    }

    public static String log() {
        return running().log();
    }

    /** All that it has written to logs of any kind. */
    public static String logs() {
        return running().logs();
    }

    private static synchronized OwnServer running() {
        if (server == null) {
            OwnServer started = new OwnServer("berth.echo.pause", "5ms", "berth.limits.queue", "5", "berth.limits.body", "65536",
                    "berth.limits.frame", "16384").start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            server = started;
        }
        return server;
    }
}
