package dev.berth.security.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Refusal;
import dev.berth.settings.OidcSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a provider says of somebody")
class ClaimsTest {

    private static final OidcSettings NO_ADMINS = GivenSettings.oidc(Map.of());

    @Test
    @DisplayName("gives a name that people know, else the subject")
    void names() {
        assertEquals("Ada Lovelace", name(Map.of("sub", "a1", "name", " Ada Lovelace ", "preferred_username", "ada")));
        assertEquals("ada", name(Map.of("sub", "a1", "name", "", "preferred_username", "ada", "email", "ada@example.org")));
        assertEquals("ada@example.org", name(Map.of("sub", "a1", "name", 7, "email", "ada@example.org")));
        assertEquals("a1", name(Map.of("sub", "a1")));
        assertEquals(100, name(Map.of("sub", "a1", "name", "x".repeat(1_000))).length());
    }

    @Test
    @DisplayName("is refused when the subject can be no user's id")
    void subjects() {
        for (Object wrong : List.of("", "a b", "a\nb", "x".repeat(129), 7, List.of("a"))) {
            assertThrows(Refusal.class, () -> new Claims(Map.of("sub", wrong)).person(NO_ADMINS), wrong.toString());
        }
        assertThrows(Refusal.class, () -> new Claims(Map.of()).person(NO_ADMINS));
    }

    @Test
    @DisplayName("makes an admin only of whom the settings say: by a text, a list, a path, a name with dots")
    void admins() {
        assertTrue(isAdmin("role", "boss", Map.of("role", "boss")));
        assertTrue(isAdmin("groups", "boss", Map.of("groups", List.of("any", "boss"))));
        assertTrue(isAdmin("realm_access.roles", "boss", Map.of("realm_access", Map.of("roles", List.of("boss")))));
        assertTrue(isAdmin("https://a.example/roles", "boss", Map.of("https://a.example/roles", List.of("boss"))));
        assertTrue(isAdmin("is_admin", "true", Map.of("is_admin", true)));
        for (Map<String, Object> no : List.<Map<String, Object>>of(Map.of(), Map.of("groups", List.of("bosses")),
                Map.of("groups", "boss,any"), Map.of("groups", List.of(List.of("boss"))), Map.of("groups", Map.of("boss", true)))) {
            assertFalse(isAdmin("groups", "boss", no), no.toString());
        }
        assertFalse(person(Map.of("sub", "a", "groups", "boss"), NO_ADMINS).isAdmin());
    }

    @Test
    @DisplayName("in the signed token counts before what it says elsewhere")
    void signedFirst() {
        Claims both = new Claims(Map.of("sub", "a", "name", "Signed")).and(Map.of("sub", "b", "name", "Asked", "groups", "boss"));
        assertEquals(Map.of("sub", "a", "name", "Signed", "groups", "boss"), both.all());
    }

    private static String name(Map<String, Object> claims) {
        return person(claims, NO_ADMINS).name();
    }

    private static boolean isAdmin(String claim, String value, Map<String, Object> claims) {
        OidcSettings settings = GivenSettings.oidc(Map.of("berth.oidc.admin-claim", claim, "berth.oidc.admin-value", value));
        return new Claims(claims).and(Map.of("sub", "a")).person(settings).isAdmin();
    }

    private static Person person(Map<String, Object> claims, OidcSettings settings) {
        return new Claims(claims).person(settings);
    }
}
