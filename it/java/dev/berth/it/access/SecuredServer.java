package dev.berth.it.access;

import dev.berth.it.Berth;
import dev.berth.it.OwnServer;

/** One server in service mode for the tests of this folder: started when first used, stopped with the JVM. */
public final class SecuredServer {

    public static final String SECRET = "the-first-secret-of-the-tests-0123456789";
    public static final String SECOND_SECRET = "the-second-secret-of-the-tests-012345678";
    public static final String FRONT_END = "https://front.example";

    private static OwnServer server;

    private SecuredServer() {
    }

    /** Asked without any credential. */
    public static Berth berth() {
        return running().berth();
    }

    public static Berth service() {
        return berth().as(SECRET);
    }

    public static String log() {
        return running().log();
    }

    private static synchronized OwnServer running() {
        if (server == null) {
            // The loopback counts as a proxy, so that a test can come from any address that it names.
            OwnServer started = new OwnServer("berth.echo.pause", "5ms", "berth.api-secret", SECRET, "berth.api-secret.second",
                    SECOND_SECRET, "berth.proxies", "127.0.0.1,0:0:0:0:0:0:0:1,::1", "berth.cors.origins", FRONT_END).start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            server = started;
        }
        return server;
    }
}
