package dev.berth.security;

import dev.berth.session.Tokens;
import java.util.List;

/** The secrets by which a trusted service is known: one, or two while they are being changed. */
final class ServiceSecrets {

    private final List<String> secrets;

    ServiceSecrets(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Whether it is one of them, found out in a time that tells nothing. */
    boolean include(String token) {
        boolean found = false;
        for (String secret : secrets) {
            // Hashes are of one length, so that the time does not tell the secret's either; and all are compared.
            found |= Tokens.same(Tokens.hash(secret), Tokens.hash(token));
        }
        return found;
    }
}
