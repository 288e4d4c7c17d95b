package dev.berth.it;

/** The one server with OpenCode for all tests that need none of their own: started when first used, stopped with the JVM. */
final class SharedCodingServer {

    private static CodingServer server;

    private SharedCodingServer() {
    }

    static synchronized CodingServer running() {
        if (server == null) {
            CodingServer started = new CodingServer("berth.opencode.retry-max", "10s", "berth.opencode.silence-max", "8s").start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            server = started;
        }
        return server;
    }
}
