package dev.berth.security.oidc;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.berth.security.Caller;
import dev.berth.session.JsonWriter;
import dev.berth.session.Refusal;
import dev.berth.session.Tokens;
import dev.berth.settings.OidcSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who somebody is by OpenID Connect: a browser by its login, a program by its token. Also answers the three routes by which a
 * browser logs in and out. Safe for use by many threads.
 */
public final class OpenIdLogin {

    /** Where a login begins, inside the application. */
    public static final String LOGIN = "/api/login";
    /** Where it ends. */
    public static final String LOGOUT = "/api/logout";
    private static final String CALLBACK = "/api/login/callback";

    private final OidcSettings settings;
    private final CodeFlow flow;
    private final BearerTokens tokens;
    private final Logins logins;
    private final PendingLogins pending = new PendingLogins(Clock.systemUTC());

    /**
     * Takes up the logins of an earlier start. The provider is not asked yet.
     *
     * @param data Berth's folder
     * @param passEnded is told the id of each pass that ends before its time, so that what was opened with it can be closed
     * @throws IllegalStateException with one sentence when the logins cannot be read
     */
    public OpenIdLogin(OidcSettings settings, Path data, Consumer<String> passEnded) {
        this.settings = settings;
        Provider provider = new Provider(settings.issuer(), new ProviderHttp());
        flow = new CodeFlow(settings, provider);
        tokens = new BearerTokens(settings, provider);
        logins = new Logins(data.resolve("logins"), settings.issuer() + " " + settings.clientId(), settings.loginMax(),
                Clock.systemUTC(), passEnded);
    }

    /**
     * Answers a request for one of its routes. They need no credentials; the callback comes from another site.
     *
     * @return whether it was one
     * @throws Refusal when it cannot be answered well
     */
    public boolean takes(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String route = request.getMethod() + " " + request.getRequestURI().substring(request.getContextPath().length());
        switch (route) {
            case "GET " + LOGIN -> begin(request, response);
            case "GET " + CALLBACK -> end(request, response);
            case "POST " + LOGOUT -> logOut(request, response);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Who is logged in with this browser. */
    public Optional<Caller> byCookie(HttpServletRequest request) {
        return login(request).map(Login::caller);
    }

    /**
     * Who brings a token of the provider; empty when it is not a good one.
     *
     * @throws Refusal when that cannot be found out now, since the provider cannot be reached
     */
    public Optional<Caller> byToken(String bearer) {
        return tokens.caller(bearer);
    }

    /** What people call somebody who is logged in with a browser; empty for everyone else. */
    public Optional<String> nameOf(Caller caller) {
        return Optional.ofNullable(caller.pass()).flatMap(pass -> logins.byId(pass.id())).map(login -> login.person().name());
    }

    private void begin(HttpServletRequest request, HttpServletResponse response) {
        Address here = address(request);
        BrowserCookies cookies = new BrowserCookies(here.isSecure());
        URI returnTo = here.returnTo(request.getParameter("return"), request.getContextPath());
        // Two tabs that log in at once are one browser.
        String browser = cookies.loggingIn(request).orElseGet(Tokens::random);
        PendingLogin login = new PendingLogin(Tokens.hash(browser), new Nonce(), new CodeVerifier(), here.at(CALLBACK), returnTo,
                pending.deadline());
        String state = Tokens.random();
        URI provider = flow.begin(state, login);
        pending.add(state, login);
        cookies.setLoggingIn(response, browser);
        redirect(response, provider);
    }

    private void end(HttpServletRequest request, HttpServletResponse response) {
        BrowserCookies cookies = new BrowserCookies(address(request).isSecure());
        PendingLogin login = cookies.loggingIn(request).map(Tokens::hash)
                .flatMap(browser -> pending.take(only(request, "state"), browser)).orElseThrow(() -> Refusal.invalid(
                        "This login was not begun with this browser, is done already, or took too long; please log in again."));
        CodeFlow.Outcome outcome = flow.end(login, code(request));
        login(request).ifPresent(logins::end);
        cookies.setLogin(response, logins.begin(outcome.person(), outcome.idToken()), settings.loginMax());
        redirect(response, login.returnTo());
    }

    private String code(HttpServletRequest request) {
        if (!flow.isFromProvider(request.getParameter("iss"))) {
            throw Refusal.invalid("iss is not the OpenID provider.");
        }
        if (request.getParameter("error") != null) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "The OpenID provider did not let you log in.");
        }
        return only(request, "code");
    }

    private void logOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Address here = address(request);
        Optional<Login> login = login(request);
        login.ifPresent(logins::end);
        new BrowserCookies(here.isSecure()).clearLogin(response);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        String answer = new JsonWriter().beginObject().member("url", login.map(ended -> elsewhere(ended, here)).orElse(null)).endObject()
                .toString();
        response.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private String elsewhere(Login ended, Address here) {
        try {
            URI place = flow.logOut(ended.idToken(), here.at("/"));
            return place == null ? null : place.toString();
        } catch (Refusal e) {
            // The login here has ended, and that is what was asked for; the provider cannot be reached anyhow.
            return null;
        }
    }

    private Optional<Login> login(HttpServletRequest request) {
        return new BrowserCookies(address(request).isSecure()).login(request).flatMap(logins::find);
    }

    private Address address(HttpServletRequest request) {
        return Address.of(request, settings.url());
    }

    private static String only(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values == null || values.length != 1 || values[0].isEmpty()) {
            throw Refusal.invalid(name + " must be given once.");
        }
        return values[0];
    }

    private static void redirect(HttpServletResponse response, URI place) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", place.toASCIIString());
        response.setStatus(HttpServletResponse.SC_FOUND);
    }
}
