/** A real OpenID provider for the black-box suite: panva's certified oidc-provider, installed by npm below {@code target}. */
package dev.berth.it.oidc;
