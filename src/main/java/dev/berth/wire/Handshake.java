package dev.berth.wire;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The request that a WebSocket begins with, and its answer (RFC 6455, 4.2). */
public final class Handshake {

    public static final String VERSION_HEADER = "Sec-WebSocket-Version";
    public static final String VERSION = "13";

    private static final String KEY_HEADER = "Sec-WebSocket-Key";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
    private static final Pattern UPGRADE = Pattern.compile("(.*,)?\\s*upgrade\\s*(,.*)?", Pattern.CASE_INSENSITIVE);
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {
    }

    /** Whether a request asks for a WebSocket at all. */
    public static boolean isWanted(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    public static boolean isOfKnownVersion(HttpServletRequest request) {
        return VERSION.equals(request.getHeader(VERSION_HEADER));
    }

    /** What is wrong with a request of that version; nothing when it can be answered. */
    public static Optional<String> flaw(HttpServletRequest request) {
        if (Collections.list(request.getHeaders("Connection")).stream().noneMatch(value -> UPGRADE.matcher(value).matches())) {
            return Optional.of("The header Connection has to say Upgrade.");
        }
        List<String> keys = Collections.list(request.getHeaders(KEY_HEADER));
        boolean sound = keys.size() == 1 && KEY.matcher(keys.get(0).strip()).matches();
        return sound ? Optional.empty() : Optional.of("The header " + KEY_HEADER + " has to be 16 bytes in Base64.");
    }

    /** Answers a request without a flaw; the WebSocket opens when the request's thread has left. */
    public static void accept(HttpServletRequest request, HttpServletResponse response, WebSocket socket) throws IOException {
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Accept", accepted(request.getHeader(KEY_HEADER).strip()));
        try {
            request.upgrade(Upgrade.class).serve(socket);
        } catch (ServletException e) {
            throw new IOException(e);
        }
        // Payara does not send the answer before something is said, which may be long.
        response.flushBuffer();
    }

    private static String accepted(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
