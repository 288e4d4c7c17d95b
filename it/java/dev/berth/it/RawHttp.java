package dev.berth.it;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Bytes on a socket, for requests that no honest HTTP client would send. */
public final class RawHttp {

    /** Less than the pause between two heartbeats, so that none of them passes for an answer. */
    private static final int ANSWER_MILLIS_MAX = 10_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /** @param target the path as it goes on the wire; headers are whole lines */
    public Reply get(String target, String... headers) {
        return send("GET", target, new byte[0], headers);
    }

    /** A GET of which only the answer's head is read. */
    public Reply head(String target) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            sendAll(socket, ("GET " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) requireByte(socket.getInputStream().read()));
            }
            return parse(head.toString().replaceAll("(?i)Transfer-Encoding: chunked\r\n", "").getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No headers came.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request whose head is written here, with the loopback's name as the host if none is given. */
    public Reply send(String method, String target, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (Arrays.stream(headers).noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: localhost:").append(port).append("\r\n");
        }
        Arrays.stream(headers).forEach(line -> head.append(line).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return exchange(request.toByteArray());
    }

    /** Sends bytes and reads what comes until the server closes, or has nothing more to say. */
    public Reply exchange(byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            sendAll(socket, request);
            return parse(read(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendAll(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // A server that refuses early need not read the rest; its answer is there all the same.
        }
    }

    private static int requireByte(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException("The server has hung up.");
        }
        return read;
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0 && !isWhole(all); n = in.read(buffer)) {
                all.write(buffer, 0, n);
                if (isWhole(all)) {
                    return all.toByteArray();
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The server hangs; it said: " + all, e);
        } catch (IOException e) {
            if (all.size() == 0) {
                throw e;
            }
        }
        return all.toByteArray();
    }

    /** An upgraded connection stays open after its head. */
    private static boolean isWhole(ByteArrayOutputStream soFar) {
        String text = soFar.toString(StandardCharsets.ISO_8859_1);
        return text.startsWith("HTTP/1.1 101") && text.contains("\r\n\r\n");
    }

    private static Reply parse(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            throw new AssertionError("No answer but: '" + text + "'");
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>()).add(line.substring(colon + 1).strip());
        }
        HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
        String body = text.substring(end + 4);
        boolean chunked = all.firstValue("Transfer-Encoding").orElse("").contains("chunked");
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), all, chunked ? unchunked(body) : body);
    }

    /** Joins chunks; their lengths are right for texts in ASCII, which is all that the tests need. */
    private static String unchunked(String body) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < body.length();) {
            int lineEnd = body.indexOf("\r\n", at);
            int size = lineEnd < 0 ? 0 : Integer.parseInt(body.substring(at, lineEnd).strip(), 16);
            if (size == 0) {
                break;
            }
            text.append(body, lineEnd + 2, Math.min(body.length(), lineEnd + 2 + size));
            at = lineEnd + 2 + size + 2;
        }
        return text.toString();
    }
}
