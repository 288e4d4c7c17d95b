package dev.berth.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code berth.oidc.*} and {@code berth.url}, read when Berth starts. Without an issuer nobody can log in. */
public final class OidcSettings {

    /** Words that are separated by one space each, told without a group that repeats: Java would take a frame of the stack for each. */
    private static final Pattern SCOPES = Pattern.compile("(?! )(?!.* $)(?!.*  )[ !#-\\[\\]-~]+");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final List<String> NEED_ISSUER = List.of("berth.oidc.client-id", "berth.oidc.client-secret", "berth.oidc.audience",
            "berth.oidc.scope", "berth.oidc.login-max", "berth.oidc.admin-claim", "berth.oidc.admin-value");

    private final URI url;
    private final URI issuer;
    private final String clientId;
    private final String clientSecret;
    private final String audience;
    private final String scope;
    private final Duration loginMax;
    private final String adminClaim;
    private final String adminValue;

    OidcSettings(SettingsReader read) {
        url = read.address("berth.url");
        issuer = issuer(read);
        clientId = read.text("berth.oidc.client-id", null);
        clientSecret = read.text("berth.oidc.client-secret", null);
        audience = read.text("berth.oidc.audience", clientId);
        scope = scope(read);
        loginMax = read.duration("berth.oidc.login-max", Duration.ofHours(8), Duration.ofMinutes(1), Duration.ofDays(30));
        adminClaim = read.text("berth.oidc.admin-claim", null);
        adminValue = read.text("berth.oidc.admin-value", null);
        requireWhole(read);
    }

    /**
     * {@code berth.url}: the address under which people reach Berth, such as {@code https://berth.example.org}, without a path.
     * Needed behind a proxy. Default null: what the Host of a request says.
     */
    public URI url() {
        return url;
    }

    /**
     * {@code berth.oidc.issuer}: the provider, exactly as it calls itself; https, or http on this machine. Default null: there is
     * none, and nobody can log in.
     */
    public URI issuer() {
        return issuer;
    }

    /** Whether there is a provider. */
    public boolean isOn() {
        return issuer != null;
    }

    /** {@code berth.oidc.client-id}: as whom the provider knows Berth. Required with an issuer. */
    public String clientId() {
        return clientId;
    }

    /** {@code berth.oidc.client-secret}: better given as an environment variable. Default null: Berth is a public client. */
    public String clientSecret() {
        return clientSecret;
    }

    /** {@code berth.oidc.audience}: for whom the tokens of programs must be. Default: the client id. */
    public String audience() {
        return audience;
    }

    /** {@code berth.oidc.scope}: what is asked for at a login, {@code openid} among it. Default {@code openid profile}. */
    public String scope() {
        return scope;
    }

    /** {@code berth.oidc.login-max}: how long a login holds, 1 min to 30 days. Default 8 h. */
    public Duration loginMax() {
        return loginMax;
    }

    /**
     * {@code berth.oidc.admin-claim}: the claim that says who is an admin, such as {@code groups}, or with its path,
     * {@code realm_access.roles}. Default null: nobody is.
     */
    public String adminClaim() {
        return adminClaim;
    }

    /** {@code berth.oidc.admin-value}: what an admin's claim is, or holds among other values. Required with a claim. */
    public String adminValue() {
        return adminValue;
    }

    private static URI issuer(SettingsReader read) {
        String text = read.text("berth.oidc.issuer", null);
        if (text == null) {
            return null;
        }
        try {
            URI issuer = new URI(text);
            if (isSafe(issuer) && issuer.getUserInfo() == null && issuer.getQuery() == null && issuer.getFragment() == null) {
                return issuer;
            }
        } catch (URISyntaxException e) {
            // The sentence below says what it must be.
        }
        throw Settings.wrong("berth.oidc.issuer", text,
                "an address such as https://id.example.org/realms/berth (http only on this machine)");
    }

    private static boolean isSafe(URI issuer) {
        return "https".equals(issuer.getScheme()) && issuer.getHost() != null
                || "http".equals(issuer.getScheme()) && issuer.getHost() != null && THIS_MACHINE.contains(issuer.getHost());
    }

    private static String scope(SettingsReader read) {
        String scope = read.text("berth.oidc.scope", "openid profile");
        if (SCOPES.matcher(scope).matches() && Arrays.asList(scope.split(" ")).contains("openid")) {
            return scope;
        }
        throw Settings.wrong("berth.oidc.scope", scope, "scopes with a space between them, openid among them");
    }

    private void requireWhole(SettingsReader read) {
        for (String name : NEED_ISSUER) {
            if (issuer == null && read.text(name, null) != null) {
                throw Settings.wrong("berth.oidc.issuer", "", "given with " + name);
            }
        }
        if (issuer != null && clientId == null) {
            throw Settings.wrong("berth.oidc.client-id", "", "given with berth.oidc.issuer");
        }
        if ((adminClaim == null) != (adminValue == null)) {
            boolean claim = adminClaim == null;
            throw Settings.wrong(claim ? "berth.oidc.admin-claim" : "berth.oidc.admin-value", "",
                    "given with " + (claim ? "berth.oidc.admin-value" : "berth.oidc.admin-claim"));
        }
    }
}
