package dev.berth.security;

import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** From which pages browsers may call: our own, and those of the listed origins. Exact matches only; {@code null} is foreign. */
final class Origins {

    /** Where a provider's page leads back to; what comes there is checked by itself. */
    private static final Set<String> ARRIVALS = Set.of("/api/login", "/api/login/callback");

    private final List<String> listed;

    Origins(List<String> listed) {
        this.listed = listed;
    }

    /** Refuses what a foreign page sent. */
    void require(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null && !isSame(origin, request.getHeader("Host")) && !isListed(origin)) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "Origin is another site's; add it to berth.cors.origins if it may call.");
        }
        requireSameSite(request, origin);
    }

    boolean isListed(String origin) {
        return origin != null && listed.contains(origin);
    }

    /** An image or a frame on a foreign page sends no origin; browsers say where it comes from all the same. */
    private void requireSameSite(HttpServletRequest request, String origin) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        boolean guarded = path.startsWith("/api/") && !ARRIVALS.contains(path);
        if (guarded && "cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !isListed(origin)) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "Another site's page may not call; add its origin to berth.cors.origins if it may.");
        }
    }

    private static boolean isSame(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && host != null && host.equalsIgnoreCase(uri.getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
