package dev.berth.security.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.berth.fuzz.Fuzz;
import dev.berth.session.Refusal;
import dev.berth.settings.OidcSettings;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Any text as a token")
class BearerTokensFuzzTest {

    private static final OidcSettings SETTINGS = GivenSettings.oidc(Map.of());

    @Test
    @DisplayName("is nobody's, or one that waits for the provider; it is never a fault")
    void anyText() throws Exception {
        BearerTokens tokens = new BearerTokens(SETTINGS, new Provider(SETTINGS.issuer(), new ProviderHttp()));
        SignedJWT near = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), new JWTClaimsSet.Builder().issuer(GivenSettings.ISSUER)
                .audience("berth").subject("ada").build());
        near.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        Fuzz.run("BearerTokens", in -> {
            String text = in.random().nextInt(3) == 0 ? in.text() : in.spoilt(near.serialize());
            try {
                assertTrue(tokens.caller(text).isEmpty());
            } catch (Refusal e) {
                assertEquals(Refusal.Code.UNAVAILABLE, e.code());
            }
        });
    }
}
