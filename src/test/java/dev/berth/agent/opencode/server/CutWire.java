package dev.berth.agent.opencode.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between Berth and an OpenCode elsewhere, which cuts or stalls when told to. */
final class CutWire implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> stalled = ConcurrentHashMap.newKeySet();

    CutWire(URI target) throws IOException {
        this.target = target.getPort();
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Cuts every connection; new ones may come at once. */
    void cut() {
        open.forEach(CutWire::close);
        open.clear();
    }

    /** Passes nothing on any more over the connections there are, and keeps them open; new ones work. */
    void stall() {
        stalled.addAll(open);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                start(() -> pass(client, server));
                start(() -> pass(server, client));
            } catch (IOException e) {
                // The wire was closed, or OpenCode is not there: Berth sees the same.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] some = new byte[8192];
        try {
            for (int n = from.getInputStream().read(some); n >= 0; n = from.getInputStream().read(some)) {
                if (!stalled.contains(from)) {
                    to.getOutputStream().write(some, 0, n);
                }
            }
        } catch (IOException e) {
            // One side is gone, and the other goes too.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }
}
