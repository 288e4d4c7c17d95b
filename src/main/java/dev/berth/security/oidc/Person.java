package dev.berth.security.oidc;

/**
 * Who somebody is, as the provider says.
 *
 * @param userId the subject: the same for ever, and nobody else's
 * @param name what people call them; may change, and others may have it too
 */
record Person(String userId, String name, boolean isAdmin) {
}
