package dev.berth.security.oidc;

import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Where people reach Berth: as the settings say, else as the request does. Ends without a slash. */
record Address(String root, boolean isSecure) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");
    /** A path here, and not the address of another site in disguise. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[^\\\\\\p{Cntrl}\\s<>\"{}|^`]{0,2000}");

    /** @param configured scheme, name and port; or null */
    static Address of(HttpServletRequest request, URI configured) {
        String host = request.getHeader("Host");
        if (configured == null && (host == null || !HOST.matcher(host).matches())) {
            throw Refusal.invalid("Host is missing or malformed.");
        }
        String origin = configured == null ? (request.isSecure() ? "https://" : "http://") + host : configured.toString();
        return new Address(origin + request.getContextPath(), origin.startsWith("https:"));
    }

    URI at(String path) {
        return URI.create(root + path);
    }

    /** Where a login shall end. @param path with the context path, as the browser shows it; or null: at the beginning */
    URI returnTo(String path, String contextPath) {
        if (path == null) {
            return at("/");
        }
        if (!LOCAL.matcher(path).matches()) {
            throw Refusal.invalid("return must be a path of this site, such as /session.html?id=1.");
        }
        try {
            return new URI(origin(contextPath) + path);
        } catch (URISyntaxException e) {
            throw Refusal.invalid("return must be a path of this site, such as /session.html?id=1.");
        }
    }

    private String origin(String contextPath) {
        return root.substring(0, root.length() - contextPath.length());
    }
}
