package dev.berth.security.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.berth.session.Refusal;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Logger;

/**
 * The provider as it describes itself, found out with the first login or token: one that cannot be reached stops neither Berth
 * nor those who are logged in. After a failure it is left alone for a while. Thread-safe.
 */
final class Provider {

    /** Signatures that only the provider can make; none with a shared secret, and not none. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256,
            JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    /** How long keys are used before they are asked for again. A key that nobody knows is asked for at once, but not too often. */
    static final Duration KEYS_TIME = Duration.ofMinutes(10);
    static final Duration KEYS_INTERVAL = Duration.ofSeconds(5);
    /** How long the last keys are used while new ones cannot be had. */
    static final Duration KEYS_OUTAGE_MAX = Duration.ofHours(4);

    private static final Logger LOG = Logger.getLogger(Provider.class.getName());

    private final URI issuer;
    private final ProviderHttp http;
    private volatile Known known;
    private long retryAtNanos = System.nanoTime();

    /** What was found out. */
    record Known(OIDCProviderMetadata metadata, JWSKeySelector<SecurityContext> keys) {
    }

    Provider(URI issuer, ProviderHttp http) {
        this.issuer = issuer;
        this.http = http;
    }

    ProviderHttp http() {
        return http;
    }

    OIDCProviderMetadata metadata() {
        return known().metadata();
    }

    /** Finds the key of a signature. */
    JWSKeySelector<SecurityContext> keys() {
        return known().keys();
    }

    /** What a client is told who needs it now. */
    static Refusal unreachable() {
        return Refusal.unavailable("The OpenID provider cannot be reached; try again soon.");
    }

    private Known known() {
        Known present = known;
        return present != null ? present : discover();
    }

    private synchronized Known discover() {
        if (known == null) {
            if (System.nanoTime() - retryAtNanos < 0) {
                throw unreachable();
            }
            try {
                known = ask();
            } catch (IOException | ParseException | IllegalArgumentException e) {
                retryAtNanos = System.nanoTime() + RETRY_AFTER.toNanos();
                LOG.warning(() -> "the OpenID provider " + issuer + " cannot be used now: " + e.getMessage());
                throw unreachable();
            }
        }
        return known;
    }

    private Known ask() throws IOException, ParseException {
        String place = issuer.toString().replaceFirst("/$", "") + "/.well-known/openid-configuration";
        OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(http.get(URI.create(place)));
        if (!metadata.getIssuer().getValue().equals(issuer.toString())) {
            throw new IOException("it says that its issuer is " + metadata.getIssuer() + "; berth.oidc.issuer must be exactly that");
        }
        if (metadata.getAuthorizationEndpointURI() == null || metadata.getTokenEndpointURI() == null) {
            throw new IOException("it has no code flow");
        }
        return new Known(metadata, keys(metadata.getJWKSetURI()));
    }

    private JWSKeySelector<SecurityContext> keys(URI place) throws MalformedURLException {
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(place.toURL(), http)
                .cache(KEYS_TIME.toMillis(), 2 * ProviderHttp.ANSWER_MAX.toMillis()).refreshAheadCache(false)
                .rateLimited(KEYS_INTERVAL.toMillis()).outageTolerant(KEYS_OUTAGE_MAX.toMillis()).build();
        return new JWSVerificationKeySelector<>(ALGORITHMS, source);
    }
}
