package dev.berth.api;

import dev.berth.security.ClientScheme;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Behind a proxy that takes TLS off, the addresses in answers begin with https, as the client's own do. The front door notes it on the
 * request: what is injected into one filter for all requests was seen to be missing when the very first ones came at once.
 */
@Provider
@PreMatching
public class PublicScheme implements ContainerRequestFilter {

    private static final String HTTPS = PublicScheme.class.getName();

    /** @param proxies addresses of the proxies that are trusted */
    static void note(HttpServletRequest request, List<String> proxies) {
        if (!proxies.isEmpty() && !request.isSecure() && ClientScheme.isHttps(request, proxies)) {
            request.setAttribute(HTTPS, Boolean.TRUE);
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(HTTPS) != null) {
            UriInfo uri = request.getUriInfo();
            request.setRequestUri(uri.getBaseUriBuilder().scheme("https").build(), uri.getRequestUriBuilder().scheme("https").build());
        }
    }
}
