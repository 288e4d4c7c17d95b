package dev.berth.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A WebSocket byte by byte, for frames that no honest client would send. */
final class RawSocket {

    /** Stands for a connection that was cut without a close frame. */
    static final int CUT = -1;

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    static RawSocket open(int port, String path) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) Await.PATIENCE.toMillis());
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            RawSocket raw = new RawSocket(socket);
            raw.readHead();
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void sendText(byte[] payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % MASK.length];
        }
        write(new byte[] {(byte) TEXT, (byte) (MASKED | payload.length)}, MASK, masked);
    }

    /** Reads until the server closes. @return its close code, or {@link #CUT} */
    int awaitClose() {
        try (socket) {
            for (Instant end = Instant.now().plus(Await.PATIENCE); Instant.now().isBefore(end);) {
                int kind = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
                if (kind == CLOSE) {
                    return payload.length < 2 ? CUT : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                }
            }
            throw new AssertionError("The server did not close.");
        } catch (IOException e) {
            return CUT;
        }
    }

    private int length(int code) throws IOException {
        return switch (code) {
            case 126 -> in.readUnsignedShort();
            case 127 -> (int) in.readLong();
            default -> code;
        };
    }

    private void write(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        try {
            socket.getOutputStream().write(all.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new AssertionError(head.toString());
        }
    }
}
