package dev.berth.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** Where a request comes from. What a proxy says about it counts only if the proxy is trusted: anybody can write such a header. */
final class ClientAddress {

    private ClientAddress() {
    }

    /** @param proxies addresses of the proxies that are trusted */
    static String of(HttpServletRequest request, List<String> proxies) {
        String address = request.getRemoteAddr();
        // All of them in their order: some proxies add a header of their own below the one that the client may have forged.
        String forwarded = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
        if (forwarded.isEmpty() || !proxies.contains(address)) {
            return address;
        }
        String[] hops = forwarded.split(",");
        int last = hops.length - 1;
        while (last > 0 && proxies.contains(hops[last].strip())) {
            last--;
        }
        return hops[last].strip();
    }
}
