package dev.berth.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.berth.security.Caller;
import dev.berth.session.Pass;
import dev.berth.session.Tokens;
import dev.berth.settings.OidcSettings;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens that programs bring: JWTs that the provider has signed for Berth. Not the token of a login: that
 * one appears in the address at which a browser logs out. Thread-safe.
 */
final class BearerTokens {

    static final int TOKEN_CHARS_MAX = 16_384;
    /** How far the provider's clock may be off. */
    static final int CLOCK_SKEW_SECONDS_MAX = 60;

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");
    private static final JOSEObjectType ACCESS_TOKEN_IN_FULL = new JOSEObjectType("application/at+jwt");
    private static final Set<String> REQUIRED = Set.of("sub", "exp");
    private static final Set<String> NEVER_TO_BRING = Set.of("at_hash", "c_hash", "events");

    private final OidcSettings settings;
    private final Provider provider;
    private final DefaultJOSEObjectTypeVerifier<SecurityContext> types = new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT,
            ACCESS_TOKEN, ACCESS_TOKEN_IN_FULL, null);
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;

    BearerTokens(OidcSettings settings, Provider provider) {
        this.settings = settings;
        this.provider = provider;
        claims = new DefaultJWTClaimsVerifier<>(Set.of(settings.audience()),
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(), REQUIRED, NEVER_TO_BRING);
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS_MAX);
    }

    /** Who comes with a token; nobody when it is not a good one. @throws dev.berth.session.Refusal when that cannot be found out now */
    Optional<Caller> caller(String token) {
        try {
            SignedJWT jwt = token.length() > TOKEN_CHARS_MAX ? null : SignedJWT.parse(token);
            // The provider is not asked for its keys for what it has not signed by its own words.
            if (jwt == null || !Provider.ALGORITHMS.contains(jwt.getHeader().getAlgorithm())
                    || !settings.issuer().toString().equals(jwt.getJWTClaimsSet().getIssuer())) {
                return Optional.empty();
            }
            JWTClaimsSet said = processor().process(jwt, null);
            return isOfLogin(jwt.getHeader(), said) ? Optional.empty() : Optional.of(caller(token, said));
        } catch (RateLimitReachedException e) {
            // It names a key that the provider did not have a moment ago.
            return Optional.empty();
        } catch (KeySourceException e) {
            throw Provider.unreachable();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // What is wrong with it helps only those who forge it.
            return Optional.empty();
        }
    }

    /** Each login's token has our nonce. Keycloak had one in its access tokens too, for years, and says by a claim what they are. */
    private static boolean isOfLogin(JWSHeader header, JWTClaimsSet said) {
        boolean saysWhatItIs = ACCESS_TOKEN.equals(header.getType()) || ACCESS_TOKEN_IN_FULL.equals(header.getType())
                || "Bearer".equals(said.getClaim("typ"));
        return said.getClaim("nonce") != null && !saysWhatItIs;
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(types);
        processor.setJWSKeySelector(provider.keys());
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    private Caller caller(String token, JWTClaimsSet said) {
        Person person = new Claims(said.getClaims()).person(settings);
        long endsAt = said.getExpirationTime().toInstant().getEpochSecond() + CLOCK_SKEW_SECONDS_MAX;
        return Caller.user(person.userId(), person.isAdmin(), new Pass(Tokens.hash(token), endsAt));
    }
}
