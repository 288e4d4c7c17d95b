package dev.berth.it.trials;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept for request after request. An HTTP client would send once more, without a word, what was not
 * answered before the server closed; here that is seen.
 */
final class KeptSocket implements AutoCloseable {

    /** Longer than any server keeps a connection on which it hears nothing. */
    private static final int ANSWER_MILLIS_MAX = 60_000;

    private final int port;
    private Socket socket;

    KeptSocket(int port) {
        this.port = port;
    }

    /** Sends a request whose body comes so long after its head. @return the status of the answer; 0 when there was none */
    int post(String path, String body, long lateMillis) throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            send(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(lateMillis);
            send(bytes);
            return status();
        } catch (IOException e) {
            return gone();
        }
    }

    /** @return the status of the answer; 0 when there was none */
    int get(String path) {
        try {
            send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return status();
        } catch (IOException e) {
            return gone();
        }
    }

    private void send(byte[] bytes) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
        }
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** A server that says that it closes may; the next request goes over another connection. */
    private int status() throws IOException {
        InputStream in = socket.getInputStream();
        String head = head(in).toLowerCase(Locale.ROOT);
        in.readNBytes(head.contains("content-length:") ? Integer.parseInt(value(head, "content-length:")) : 0);
        if (head.contains("connection: close")) {
            close();
        }
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("The server has closed, after '" + head + "'.");
            }
            head.append((char) read);
        }
        return head.toString();
    }

    private static String value(String head, String name) {
        return head.substring(head.indexOf(name) + name.length()).lines().findFirst().orElseThrow().strip();
    }

    private int gone() {
        close();
        return 0;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }
}
