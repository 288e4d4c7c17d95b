package dev.berth.it.trials;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests that no honest client would send: bodies that are no JSON that Berth takes, and heads that are no HTTP. */
final class BadRequests {

    private static final int ANSWER_MILLIS_MAX = 30_000;
    private static final String LONG_NUMBER = "9".repeat(1_200);

    private final String id;
    private final int port;
    private final List<Case> cases = new ArrayList<>();

    private BadRequests(String id, int port) {
        this.id = id;
        this.port = port;
    }

    /** @param mayBeTaken whether an answer of 2xx is right too */
    record Case(String name, byte[] bytes, boolean mayBeTaken) {

        /** The status of the answer, {@code closed} or {@code silence}. */
        String send(int port) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(ANSWER_MILLIS_MAX);
                write(socket, bytes);
                return statusOf(socket.getInputStream());
            } catch (SocketTimeoutException e) {
                return "silence";
            } catch (IOException e) {
                return "closed";
            }
        }

        boolean allows(String answer) {
            // 505 is HTTP's own word for a version that there is none; an HTTP/2 server greets who seems to speak it.
            return answer.equals("closed") || answer.startsWith("4")
                    || mayBeTaken && (answer.startsWith("2") || answer.equals("100") || answer.equals("505") || answer.equals("other"));
        }

        private static void write(Socket socket, byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
                // Nothing more comes: a server that waits for the rest of a body need not wait long.
                socket.shutdownOutput();
            } catch (IOException e) {
                // A server that refuses early need not read the rest; its answer is there all the same.
            }
        }

        private static String statusOf(InputStream in) throws IOException {
            String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            if (head.isEmpty()) {
                return "closed";
            }
            return head.startsWith("HTTP/1.") ? head.substring(9) : "other";
        }
    }

    static List<Case> cases(String id, int port) {
        BadRequests all = new BadRequests(id, port);
        all.bodies();
        all.heads();
        all.lengths();
        return all.cases;
    }

    private void bodies() {
        String session = "/api/sessions/" + id;
        String[][] routes = {{"POST", session + "/messages", "role", "content"}, {"POST", "/api/chat/" + id + "?wait=false", "mode", "content"},
            {"POST", "/api/sessions", "repoOwner", "title"}, {"PATCH", session, "mode", "title"}, {"POST", session + "/tasks", "status", "title"},
            {"PUT", session + "/meta/key", "x", "value"}, {"POST", session + "/do/messages", "role", "content"},
            {"PATCH", session + "/tasks/x", "status", "title"}, {"PATCH", session + "/turns/x", "x", "position"},
            {"POST", session + "/permissions/x", "x", "reply"}};
        for (String[] route : routes) {
            bodies(route[0], route[1], route[2], route[3]);
        }
    }

    private void bodies(String method, String path, String choice, String field) {
        String name = method + " " + path + " ";
        for (String value : List.of(LONG_NUMBER, "-" + LONG_NUMBER, "1e" + "9".repeat(400), "1." + "3".repeat(1_200), "0x10", "1e", "+1", ".5", "01",
                "-", "Infinity", "nul", "tru", "\"\\u12\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\x41\"", "\"unended",
                "[1,]", "{\"a\":}", "{1:2}", "[\"\\ud800\"]x", "\"" + "x".repeat(70_000) + "\"", "[".repeat(65) + "]".repeat(65),
                "{\"a\":".repeat(65) + "1" + "}".repeat(65), "[".repeat(5_000), "\"\u0001\"", "\"tab\tinside\"", "'single'", "undefined", "/**/1")) {
            String body = "{\"" + choice + "\":\"user\",\"" + field + "\":" + value + "}";
            add(name + field + " " + shown(value), false, request(method, path, utf8(body)));
        }
        for (String value : List.of("1e308", "1e999999999", "-0", "\"\\ud83d\\ude00\"", "{\"a\":1,\"a\":2}", "[[[]]]", "\"\u2028\"")) {
            String body = "{\"" + choice + "\":\"user\",\"" + field + "\":" + value + ",\"" + field + "\":" + value + "}";
            add(name + "twice " + shown(value), true, request(method, path, utf8(body)));
        }
        String sound = "{\"role\":\"user\",\"" + field + "\":\"x\",\"repoOwner\":\"a\",\"repoName\":\"b\"}";
        for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"))) {
            add(name + charset, false, request(method, path, sound.getBytes(charset)));
        }
        for (int[] bytes : new int[][] {{0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xfe}, {0xe2, 0x82}, {0xf8, 0x88, 0x80, 0x80, 0x80}}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(utf8("{\"" + field + "\":\""));
            for (int one : bytes) {
                body.write(one);
            }
            body.writeBytes(utf8("\"}"));
            add(name + "bytes from " + Integer.toHexString(bytes[0]), false, request(method, path, body.toByteArray()));
        }
        add(name + "byte order mark", false, request(method, path, utf8("\ufeff" + sound)));
    }

    private void heads() {
        String good = "GET /api/sessions/" + id + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n";
        String path = "/api/sessions/" + id;
        for (String head : List.of("\r\n\r\n", "GET\r\n\r\n", "GET \r\n\r\n", "GET " + path + "\r\n\r\n", "GET " + path + " HTTP/9.9\r\n\r\n",
                "GET " + path + " FTP/1.1\r\nHost: localhost\r\n\r\n", "GET " + path + " HTTP/1.1\r\n\r\n", " GET " + path + " HTTP/1.1\r\n\r\n",
                "GET  " + path + "  HTTP/1.1\r\nHost: a b\r\n\r\n", "G\u0000T " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET " + path + "\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET " + "/a".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET " + path + "?after=" + "1".repeat(70_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                good + "X: " + "y".repeat(64 << 10) + "\r\n\r\n", good + "X: y\r\n".repeat(20_000) + "\r\n",
                good + "Last-Event-ID: \u0001\r\nAccept: text/event-stream\r\nContent-Length: x\r\n\r\n", good + "Content-Length: -1\r\n\r\n",
                good + "Content-Length: 99999999999999999999\r\n\r\n", good + "Host: evil.example\r\n\r\n",
                "GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n\r\n", "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\nX:\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "CONNECT localhost:22 HTTP/1.1\r\nHost: localhost:22\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003")) {
            add("head " + shown(head), true, (head.contains("Connection:") ? head : head.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n"))
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        String upgrade = "GET " + path + "/websocket HTTP/1.1\r\nHost: localhost:" + port + "\r\n";
        for (String lines : List.of("Upgrade: websocket\r\nConnection: Upgrade\r\n", "Upgrade: websocket\r\nSec-WebSocket-Key: x\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                "Upgrade: h2c\r\nConnection: Upgrade\r\n", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")) {
            add("upgrade " + shown(lines), false, (upgrade + lines + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void lengths() {
        String post = "POST /api/sessions/" + id + "/messages HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nContent-Type: application/json\r\nConnection: close\r\n";
        String body = "{\"role\":\"user\",\"content\":\"x\"}";
        String chunked = "Transfer-Encoding: chunked\r\n";
        for (String rest : List.of("Content-Length: 1000\r\n\r\n" + body, "Content-Length: 5\r\n\r\n" + body, "Content-Length: 0\r\n\r\n" + body,
                "\r\n" + body, "Content-Length: 5\r\nContent-Length: 7\r\n\r\n" + body, chunked + "\r\nzz\r\n" + body + "\r\n0\r\n\r\n",
                chunked + "\r\n-5\r\n" + body + "\r\n0\r\n\r\n", chunked + "\r\nffffffffffffffff\r\n" + body, chunked + "\r\n1c\r\n" + body.substring(5),
                chunked + "\r\n" + "1".repeat(10_000), "Transfer-Encoding: gzip\r\n\r\n" + body, "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde")) {
            add("length " + shown(rest), false, (post + rest).getBytes(StandardCharsets.ISO_8859_1));
        }
        String whole = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
        for (String rest : List.of(chunked + "Content-Length: 3\r\n\r\n" + whole, "Content-Length: 3\r\n" + chunked + "\r\n" + whole,
                "Transfer-Encoding: chunked, identity\r\n\r\n" + whole, "Content-Length: " + body.length() + "\r\nExpect: 100-continue\r\n\r\n" + body)) {
            add("length " + shown(rest), true, (post + rest).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private byte[] request(String method, String path, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(utf8(method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n"));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private void add(String name, boolean mayBeTaken, byte[] bytes) {
        cases.add(new Case(name, bytes, mayBeTaken));
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(60, text.length())).replaceAll("\\s+", " ") + (text.length() > 60 ? "... (" + text.length() + ")" : "");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
