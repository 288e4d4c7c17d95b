/**
 * OpenID Connect: people log in by redirect at a provider, programs send a token of it. The protocol and the checking of
 * signatures are a library's; what is Berth's own are its logins, which outlive a restart.
 */
package dev.berth.security.oidc;
