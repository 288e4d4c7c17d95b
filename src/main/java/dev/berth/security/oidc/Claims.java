package dev.berth.security.oidc;

import dev.berth.session.Refusal;
import dev.berth.settings.OidcSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a provider says of somebody. */
record Claims(Map<String, Object> all) {

    private static final Pattern USER_ID = Pattern.compile("[^\\p{Cntrl}\\s]{1,128}");
    private static final int NAME_CHARS_MAX = 100;

    /** These claims, with more of the same person's; what is said here already holds. */
    Claims and(Map<String, Object> more) {
        Map<String, Object> both = new HashMap<>(more);
        both.putAll(all);
        return new Claims(both);
    }

    /** Whether somebody's name, and all that says who is an admin, is among them. */
    boolean areEnough(OidcSettings settings) {
        return name() != null && (settings.adminClaim() == null || find(all, settings.adminClaim()) != null);
    }

    /** @throws Refusal when the subject cannot be a user of Berth */
    Person person(OidcSettings settings) {
        String subject = text("sub");
        if (subject == null || !USER_ID.matcher(subject).matches()) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "The provider's subject must be 1 to 128 characters without spaces.");
        }
        return new Person(subject, Objects.requireNonNullElse(name(), subject), isAdmin(settings));
    }

    private String name() {
        return Stream.of("name", "preferred_username", "email").map(this::text).filter(Objects::nonNull).map(String::strip)
                .filter(name -> !name.isEmpty()).findFirst().map(Claims::shortened).orElse(null);
    }

    private boolean isAdmin(OidcSettings settings) {
        if (settings.adminClaim() == null) {
            return false;
        }
        Object said = find(all, settings.adminClaim());
        return said instanceof Collection<?> many ? many.contains(settings.adminValue())
                : said != null && settings.adminValue().equals(said.toString());
    }

    /** A claim by its name, or by its path when no claim has the whole of it for a name. */
    private static Object find(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner ? find(inner, path.substring(dot + 1)) : null;
    }

    private String text(String name) {
        return all.get(name) instanceof String text ? text : null;
    }

    private static String shortened(String name) {
        return name.length() <= NAME_CHARS_MAX ? name : name.substring(0, NAME_CHARS_MAX);
    }
}
