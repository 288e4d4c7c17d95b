package dev.berth.security;

import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * The rules of local mode, which needs no credentials because nobody else can reach it: the client is on this machine, and it
 * means this machine (a foreign name that leads here is an attack by DNS).
 */
final class LocalMode {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private LocalMode() {
    }

    static void require(HttpServletRequest request) {
        boolean forwarded = request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
        if (forwarded || !isLoopback(request.getRemoteAddr())) {
            throw forbidden("Berth runs in local mode and answers only on its own machine, not through a proxy.");
        }
        String host = request.getHeader("Host");
        if (host == null || !LOOPBACK_NAMES.contains(nameOf(host))) {
            throw forbidden("Berth runs in local mode and answers only to localhost, 127.0.0.1 or [::1].");
        }
    }

    /** The host's name without its port, in small letters. */
    static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        return (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopback(String address) {
        if (address == null || address.isEmpty()) {
            return false;
        }
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Refusal forbidden(String sentence) {
        return new Refusal(Refusal.Code.FORBIDDEN, sentence);
    }
}
