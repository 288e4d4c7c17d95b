package dev.berth.agent.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** A server of HTTP that takes a connection and never answers: whoever clones from it hangs until it is killed. */
final class SilentRemote implements AutoCloseable {

    private final ServerSocket server;

    SilentRemote() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    String pattern() {
        return "http://" + address() + "/{owner}/{name}.git";
    }

    /** Waits until a clone hangs here. */
    Socket await() throws IOException {
        return server.accept();
    }

    /** The processes that this one has started for a clone from here: git itself and what speaks HTTP for it. */
    List<ProcessHandle> clients() {
        return ProcessHandle.current().descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(address())).toList();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String address() {
        return server.getInetAddress().getHostAddress() + ':' + server.getLocalPort();
    }
}
