package dev.berth.security.oidc;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The two secrets that a browser keeps for Berth: its login, and what tells it while it logs in. No script sees them, and no
 * other site's request carries them, except when it brings a person here.
 */
final class BrowserCookies {

    private static final String LOGIN = "berth";
    private static final String LOGGING_IN = "berth-login";
    /** Browsers take a cookie of such a name only over TLS, and from this very host. */
    private static final String HOST_ONLY = "__Host-";

    private static final Pattern SECRET = Pattern.compile("[\\w-]{43}");

    private final boolean isSecure;

    /** @param isSecure whether people reach Berth over TLS */
    BrowserCookies(boolean isSecure) {
        this.isSecure = isSecure;
    }

    Optional<String> login(HttpServletRequest request) {
        return value(request, LOGIN);
    }

    Optional<String> loggingIn(HttpServletRequest request) {
        return value(request, LOGGING_IN).filter(secret -> SECRET.matcher(secret).matches());
    }

    void setLogin(HttpServletResponse response, String secret, Duration max) {
        set(response, LOGIN, secret, max);
    }

    void clearLogin(HttpServletResponse response) {
        set(response, LOGIN, "", Duration.ZERO);
    }

    void setLoggingIn(HttpServletResponse response, String secret) {
        set(response, LOGGING_IN, secret, PendingLogins.PENDING_TIME);
    }

    private Optional<String> value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Optional.empty() : Stream.of(cookies).filter(cookie -> cookie.getName().equals(nameOf(name)))
                .map(Cookie::getValue).findFirst();
    }

    private void set(HttpServletResponse response, String name, String value, Duration max) {
        response.addHeader("Set-Cookie", nameOf(name) + "=" + value + "; Path=/; Max-Age=" + max.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (isSecure ? "; Secure" : ""));
    }

    private String nameOf(String name) {
        return isSecure ? HOST_ONLY + name : name;
    }
}
