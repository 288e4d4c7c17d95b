package dev.berth.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Whether a client came by TLS, which a proxy takes off. What the proxy says about it counts only if the proxy is trusted. */
public final class ClientScheme {

    private ClientScheme() {
    }

    /** @param proxies addresses of the proxies that are trusted */
    public static boolean isHttps(HttpServletRequest request, List<String> proxies) {
        boolean said = "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return request.isSecure() || said && proxies.contains(request.getRemoteAddr());
    }
}
