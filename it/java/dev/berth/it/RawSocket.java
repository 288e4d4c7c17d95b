package dev.berth.it;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A WebSocket byte by byte, for frames that no honest client would send. */
public final class RawSocket implements AutoCloseable {

    /** Stands for a connection that was cut without a close frame. */
    public static final int CUT = -1;

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private int code = CUT;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    public static RawSocket open(int port, String path) {
        return open(port, path, 0);
    }

    /** @param receiveBuffer the bytes that may be under way to it when it does not read; 0 for what the system gives */
    public static RawSocket open(int port, String path, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
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
        send(frame(TEXT, true, payload));
    }

    /** A frame as it goes on the wire. @param first its first byte: the end mark, the reserved bits and the kind */
    public static byte[] frame(int first, boolean masked, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        int mark = masked ? MASKED : 0;
        if (payload.length < 126) {
            frame.write(mark | payload.length);
        } else {
            frame.writeBytes(new byte[] {(byte) (mark | 127), 0, 0, 0, 0, (byte) (payload.length >> 24), (byte) (payload.length >> 16),
                (byte) (payload.length >> 8), (byte) payload.length});
        }
        byte[] sent = payload.clone();
        for (int i = 0; masked && i < sent.length; i++) {
            sent[i] ^= MASK[i % MASK.length];
        }
        frame.writeBytes(masked ? MASK : new byte[0]);
        frame.writeBytes(sent);
        return frame.toByteArray();
    }

    /** Sends bytes as they are; a server that has closed already is no failure, its close code tells. */
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // It has closed.
        }
    }

    /** Reads one text. @return null when the server has closed */
    public String nextText() {
        try {
            while (true) {
                int kind = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
                if (kind == TEXT) {
                    return new String(payload, StandardCharsets.UTF_8);
                }
                if (kind == CLOSE) {
                    code = codeOf(payload);
                    return null;
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server says nothing.", e);
        } catch (IOException e) {
            code = CUT;
            return null;
        }
    }

    /** Takes as an answer only what comes so soon. */
    public RawSocket patient(int millis) {
        try {
            socket.setSoTimeout(millis);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The close code once {@link #nextText} has given null. */
    public int code() {
        return code;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    /** Reads until the server closes. @return its close code, or {@link #CUT} */
    public int awaitClose() {
        for (Instant end = Instant.now().plus(Await.PATIENCE.multipliedBy(2)); Instant.now().isBefore(end);) {
            if (nextText() == null) {
                close();
                return code;
            }
        }
        throw new AssertionError("The server did not close.");
    }

    private static int codeOf(byte[] payload) {
        return payload.length < 2 ? CUT : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    private int length(int code) throws IOException {
        return switch (code) {
            case 126 -> in.readUnsignedShort();
            case 127 -> (int) in.readLong();
            default -> code;
        };
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
