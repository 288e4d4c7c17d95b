package dev.berth.security;

import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The rules of local mode, which needs no credentials because nobody else can reach it: the client is on this machine, it
 * means this machine (a foreign name that leads here is an attack by DNS), and a browser calls from our own pages.
 */
final class LocalMode {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final List<String> origins;

    /** @param origins foreign origins that may call all the same */
    LocalMode(List<String> origins) {
        this.origins = origins;
    }

    Caller admit(HttpServletRequest request) {
        boolean forwarded = request.getHeader("Forwarded") != null || request.getHeader("X-Forwarded-For") != null;
        if (forwarded || !isLoopback(request.getRemoteAddr())) {
            throw forbidden("Berth runs in local mode and answers only on its own machine, not through a proxy.");
        }
        String host = request.getHeader("Host");
        if (host == null || !LOOPBACK_NAMES.contains(nameOf(host))) {
            throw forbidden("Berth runs in local mode and answers only to localhost, 127.0.0.1 or [::1].");
        }
        requireOrigin(request.getHeader("Origin"), host);
        requireSameSite(request);
        return Caller.LOCAL;
    }

    private void requireOrigin(String origin, String host) {
        if (origin != null && !isSame(origin, host) && !isListed(origin)) {
            throw forbidden("Origin is another site's; add it to berth.cors.origins if it may call.");
        }
    }

    /** An image or a frame on a foreign page sends no origin; browsers say where it comes from all the same. */
    private void requireSameSite(HttpServletRequest request) {
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        if (api && "cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !isListed(request.getHeader("Origin"))) {
            throw forbidden("Another site's page may not call; add its origin to berth.cors.origins if it may.");
        }
    }

    private boolean isListed(String origin) {
        return origin != null && origins.contains(origin);
    }

    private static boolean isSame(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && host.equalsIgnoreCase(uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String nameOf(String host) {
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
