package dev.berth.security;

import dev.berth.security.oidc.OpenIdLogin;
import dev.berth.session.Pass;
import dev.berth.session.Refusal;
import dev.berth.session.Tokens;
import dev.berth.settings.AccessSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out who calls: by a ticket in the address, by a secret or token in the header {@code Authorization}, by a
 * login, or by local mode. */
public final class Identification {

    /** What the tokens of share links begin with. */
    public static final String SHARE = "share_";
    /** From so many characters on a secret cannot be found by trying. */
    private static final int UNGUESSABLE_CHARS = 32;
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");
    private static final Pattern STREAM = Pattern.compile("/api/(?:sessions/([^/]+)/(?:events|websocket)|chat/([^/]+)/stream|events)");
    /** Names under which people put credentials into an address, where logs and histories keep them. */
    private static final Set<String> CREDENTIALS = Set.of("token", "access_token", "id_token", "api_key", "apikey", "api-secret",
            "secret", "authorization", "bearer", "jwt", "password", "share");
    private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final String ACTS_FOR = "userId";

    private final AccessSettings settings;
    private final ServiceSecrets secrets;
    private final Tickets tickets;
    private final Guesses guesses;
    private final OpenIdLogin login;

    /** @param login how people log in; null when they cannot */
    Identification(AccessSettings settings, Tickets tickets, Guesses guesses, OpenIdLogin login) {
        this.settings = settings;
        this.secrets = new ServiceSecrets(settings.apiSecrets());
        this.tickets = tickets;
        this.guesses = guesses;
        this.login = login;
    }

    /** Who calls; null when it shows nothing. @throws Refusal when what it shows is wrong */
    Caller of(HttpServletRequest request) {
        Map<String, String> parameters = QueryText.of(request);
        refuseCredentialsIn(parameters);
        String ticket = parameters.get("ticket");
        if (ticket != null) {
            return byTicket(ticket, request);
        }
        if (settings.isLocal()) {
            return Caller.LOCAL;
        }
        Caller caller = byHeader(request);
        String named = parameters.get(ACTS_FOR);
        boolean acts = caller != null && caller.kind() == Caller.Kind.SERVICE && named != null && !named.isEmpty();
        return acts ? caller.actingFor(named) : caller;
    }

    private Caller byTicket(String ticket, HttpServletRequest request) {
        Matcher stream = STREAM.matcher(request.getRequestURI().substring(request.getContextPath().length()));
        guesses.tries(address(request), Tokens.hash(ticket));
        if (!stream.matches()) {
            throw wrong("A ticket opens a stream and nothing else.");
        }
        String sessionId = stream.group(1) != null ? stream.group(1) : stream.group(2);
        Caller caller = tickets.take(ticket, sessionId, request.getHeader("Origin"));
        guesses.right(address(request), Tokens.hash(ticket));
        return caller;
    }

    private Caller byHeader(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return login == null ? null : login.byCookie(request).orElse(null);
        }
        Matcher bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw wrong("Authorization must be: Bearer, a space, and the secret or token.");
        }
        return byToken(bearer.group(1), address(request));
    }

    private Caller byToken(String token, String address) {
        boolean secret = secrets.include(token);
        if (secret && token.length() >= UNGUESSABLE_CHARS) {
            // Nobody guesses that, so who shows it is let in, whatever others have tried from the same address.
            return Caller.SERVICE;
        }
        String hash = Tokens.hash(token);
        guesses.tries(address, hash);
        if (token.startsWith(SHARE)) {
            // Only the session knows its links; it is asked on its lane, where nobody can take one back in between.
            return Caller.guest(new Pass(hash, Long.MAX_VALUE), address);
        }
        if (secret) {
            guesses.right(address, hash);
            return Caller.SERVICE;
        }
        if (login != null && JWT.matcher(token).matches()) {
            return byProvider(token, address, hash);
        }
        guesses.wrong("service", hash);
        throw wrong("The secret or token is wrong.");
    }

    private Caller byProvider(String token, String address, String hash) {
        try {
            Caller caller = login.byToken(token).orElseThrow(() -> wrong("The token is wrong, or holds no longer."));
            guesses.right(address, hash);
            return caller;
        } catch (Refusal e) {
            if (e.code() == Refusal.Code.UNAVAILABLE) {
                guesses.undecided(address, hash);
            }
            throw e;
        }
    }

    /** @return where the request came from, for counting; behind a proxy that is trusted, what that says */
    private String address(HttpServletRequest request) {
        return ClientAddress.of(request, settings.proxies());
    }

    private static void refuseCredentialsIn(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
                throw wrong("Credentials do not belong in an address, where logs keep them; send Authorization, or a one-use ticket.");
            }
        }
    }

    private static Refusal wrong(String sentence) {
        return new Refusal(Refusal.Code.UNAUTHENTICATED, sentence);
    }
}
