package dev.berth.it.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens that are wrong in one thing each, and one that is right, made with the provider's own key. */
public final class ForgedTokens {

    private static final int LATE_SECONDS = 3_600;

    private final OpenIdProvider provider;

    public ForgedTokens(OpenIdProvider provider) {
        this.provider = provider;
    }

    /** What the provider would sign for this user. */
    public String right(String user) {
        return signed(claims(user).build(), provider.key());
    }

    /** Each by what is wrong with it. */
    public Map<String, String> wrong() {
        JWTClaimsSet right = claims("ada").build();
        Instant now = Instant.now();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("another audience", signed(claims("ada").audience("urn:another").build(), provider.key()));
        tokens.put("no audience", signed(claims("ada").audience((String) null).build(), provider.key()));
        tokens.put("another issuer", signed(claims("ada").issuer("https://evil.example").build(), provider.key()));
        tokens.put("no issuer", signed(claims("ada").issuer(null).build(), provider.key()));
        tokens.put("expired", signed(claims("ada").expirationTime(Date.from(now.minusSeconds(LATE_SECONDS))).build(), provider.key()));
        tokens.put("never expires", signed(claims("ada").expirationTime(null).build(), provider.key()));
        tokens.put("not yet valid", signed(claims("ada").notBeforeTime(Date.from(now.plusSeconds(LATE_SECONDS))).build(), provider.key()));
        tokens.put("no subject", signed(claims("ada").subject(null).build(), provider.key()));
        tokens.put("a login's token", signed(claims("ada").claim("nonce", "n").build(), provider.key(), "JWT"));
        tokens.put("a login's token with a hash", signed(claims("ada").claim("at_hash", "h").build(), provider.key(), "JWT"));
        tokens.put("a log-out token", signed(claims("ada").claim("events", Map.of()).build(), provider.key()));
        tokens.put("of another type", signed(right, provider.key(), "logout+jwt"));
        tokens.put("not signed", new PlainJWT(right).serialize());
        tokens.put("not signed, in capitals", encoded("{\"alg\":\"NONE\"}") + "." + encoded(right.toString()) + ".");
        tokens.put("signed with the public key as a secret", signedWithPublicKey(right));
        tokens.put("signed with another key of that name", signed(right, key(provider.key().getKeyID())));
        tokens.put("signed with a key that nobody knows", signed(right, key("unknown")));
        tokens.put("tampered with", tampered(signed(right, provider.key())));
        tokens.put("without its signature", signed(right, provider.key()).replaceFirst("[^.]+$", ""));
        tokens.put("no token", "not.a.token");
        tokens.put("half a token", "e30");
        tokens.put("too long", "a".repeat(5_000));
        return tokens;
    }

    private JWTClaimsSet.Builder claims(String user) {
        return new JWTClaimsSet.Builder().issuer(provider.issuer()).audience(OpenIdProvider.AUDIENCE).subject(user)
                .expirationTime(Date.from(Instant.now().plusSeconds(LATE_SECONDS)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        return signed(claims, key, "at+jwt");
    }

    private static String signed(JWTClaimsSet claims, RSAKey key, String type) {
        try {
            return signed(claims, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType(type)).build(),
                    new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private String signedWithPublicKey(JWTClaimsSet claims) {
        try {
            byte[] known = provider.key().toRSAPublicKey().getEncoded();
            return signed(claims, new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(provider.key().getKeyID()).build(), new MACSigner(known));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("\"ada\"", "\"eve\"");
        return parts[0] + "." + encoded(payload) + "." + parts[2];
    }

    private static RSAKey key(String name) {
        try {
            return new RSAKeyGenerator(2048).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
