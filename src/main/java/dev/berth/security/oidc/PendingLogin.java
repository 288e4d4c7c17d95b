package dev.berth.security.oidc;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;

/**
 * A login that was begun here and goes on at the provider.
 *
 * @param browser the digest of what tells the browser that began it
 * @param callback the address to which the provider sends it back, the same in both requests
 * @param returnTo where it shall end
 */
record PendingLogin(String browser, Nonce nonce, CodeVerifier verifier, URI callback, URI returnTo, long endsAt) {
}
