package dev.berth.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stands for foreign hosts: it listens on this machine, hangs up on who comes, and counts. */
final class Trap implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicInteger visits = new AtomicInteger();

    Trap() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::count, "trap");
        thread.setDaemon(true);
        thread.start();
    }

    /** What makes Chromium look for these hosts here, and find no other but this machine: it has calls of its own to make. */
    String browserOption(String... hosts) {
        String here = " 127.0.0.1:" + listener.getLocalPort();
        return "--host-resolver-rules=" + Stream.of(hosts).map(host -> "MAP " + host + here).collect(Collectors.joining(","))
                + ",MAP * ~NOTFOUND,EXCLUDE localhost";
    }

    int visits() {
        return visits.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // It listens no more, which is what was wanted.
        }
    }

    private void count() {
        while (!listener.isClosed()) {
            try {
                listener.accept().close();
                visits.incrementAndGet();
            } catch (IOException e) {
                // The trap was closed, or the visitor was quicker.
            }
        }
    }
}
