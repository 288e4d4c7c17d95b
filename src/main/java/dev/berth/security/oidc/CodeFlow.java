package dev.berth.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.berth.session.Refusal;
import dev.berth.settings.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

/** The authorization code flow with PKCE, as the provider's client. Thread-safe; asks the provider, so it may take seconds. */
final class CodeFlow {

    private static final Logger LOG = Logger.getLogger(CodeFlow.class.getName());

    private final OidcSettings settings;
    private final Provider provider;
    private final ClientID client;

    /** Who has logged in, and the token that says so. */
    record Outcome(Person person, String idToken) {
    }

    CodeFlow(OidcSettings settings, Provider provider) {
        this.settings = settings;
        this.provider = provider;
        this.client = new ClientID(settings.clientId());
    }

    /** Where a browser goes to log in. */
    URI begin(String state, PendingLogin login) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, Scope.parse(settings.scope()), client, login.callback())
                .endpointURI(provider.metadata().getAuthorizationEndpointURI()).state(new State(state)).nonce(login.nonce())
                .codeChallenge(login.verifier(), CodeChallengeMethod.S256).build().toURI();
    }

    /** Whether an answer to the browser is the provider's: one that says who it is has to say so in each. */
    boolean isFromProvider(String issuer) {
        return issuer == null ? !provider.metadata().supportsAuthorizationResponseIssuerParam()
                : issuer.equals(settings.issuer().toString());
    }

    /** Finds out who has logged in. @throws Refusal when the provider does not say, or says what cannot be believed */
    Outcome end(PendingLogin login, String code) {
        try {
            OIDCTokenResponse tokens = exchange(login, code);
            JWT idToken = tokens.getOIDCTokens().getIDToken();
            Claims claims = new Claims(validator().validate(idToken, login.nonce()).toJSONObject());
            AccessToken accessToken = tokens.getOIDCTokens().getAccessToken();
            Claims all = claims.areEnough(settings) ? claims : claims.and(userInfo(accessToken, claims));
            return new Outcome(all.person(settings), idToken.getParsedString());
        } catch (KeySourceException | IOException e) {
            LOG.warning(() -> "a login could not be ended with the provider: " + e.getMessage());
            throw Provider.unreachable();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.warning(() -> "the provider's answer to a login cannot be believed: " + e.getMessage());
            throw new Refusal(Refusal.Code.FORBIDDEN, "The OpenID provider's answer cannot be believed; the log has the reason.");
        }
    }

    /** Where a browser goes to log out of the provider too; null when the provider has no such place. */
    URI logOut(String idToken, URI returnTo) {
        URI place = provider.metadata().getEndSessionEndpointURI();
        return place == null ? null : new LogoutRequest(place, parsed(idToken), null, client, returnTo, null, null).toURI();
    }

    private OIDCTokenResponse exchange(PendingLogin login, String code) throws IOException, ParseException {
        TokenResponse answer = OIDCTokenResponseParser.parse(provider.http().send(tokenRequest(login, code).toHTTPRequest()));
        if (!answer.indicatesSuccess()) {
            LOG.warning(() -> "the provider refused a login: " + answer.toErrorResponse().getErrorObject().toJSONObject());
            throw Refusal.invalid("The OpenID provider did not accept the login; please log in again.");
        }
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }

    private TokenRequest tokenRequest(PendingLogin login, String code) {
        OIDCProviderMetadata metadata = provider.metadata();
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(new AuthorizationCode(code), login.callback(), login.verifier());
        if (settings.clientSecret() == null) {
            return new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant).build();
        }
        return new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(metadata), grant).build();
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        Secret secret = new Secret(settings.clientSecret());
        List<ClientAuthenticationMethod> known = metadata.getTokenEndpointAuthMethods();
        boolean basic = known == null || known.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    }

    private IDTokenValidator validator() {
        return new IDTokenValidator(new Issuer(settings.issuer()), client, provider.keys(), null);
    }

    /** What the provider says of somebody beside the token. A login does without when it cannot be had. */
    private Map<String, Object> userInfo(AccessToken token, Claims claims) {
        URI place = provider.metadata().getUserInfoEndpointURI();
        if (place == null || token == null) {
            return Map.of();
        }
        try {
            UserInfoResponse answer = UserInfoResponse.parse(provider.http().send(new UserInfoRequest(place, token).toHTTPRequest()));
            Map<String, Object> said = answer.indicatesSuccess() && answer.toSuccessResponse().getUserInfo() != null
                    ? answer.toSuccessResponse().getUserInfo().toJSONObject() : Map.of();
            return claims.all().get("sub").equals(said.get("sub")) ? said : Map.of();
        } catch (IOException | ParseException e) {
            LOG.warning(() -> "the provider does not say more of somebody who logs in: " + e.getMessage());
            return Map.of();
        }
    }

    private static JWT parsed(String idToken) {
        try {
            return idToken == null ? null : JWTParser.parse(idToken);
        } catch (java.text.ParseException e) {
            throw new IllegalStateException("A token that was checked at the login is none.", e);
        }
    }
}
