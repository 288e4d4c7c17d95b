package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "A1", "x-y_z", "0123456789012345678901234567890123456789012345678901234567890123"})
    void acceptsWhatMayBeAFilesName(String id) {
        assertTrue(SessionId.isValid(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "_a", ".", "..", "../x", "a/b", "a\\b", "a.b", "a\0", "a b", "\u00e4", "a%2e",
        "01234567890123456789012345678901234567890123456789012345678901234"})
    void refusesEverythingElse(String id) {
        assertFalse(SessionId.isValid(id));
    }

    @Test
    void anIdempotencyKeyAlwaysStandsForTheSameIdOfItsUser() {
        assertEquals(SessionId.ofKey("u", "k"), SessionId.ofKey("u", "k"));
        assertNotEquals(SessionId.ofKey("u", "k"), SessionId.ofKey("v", "k"));
        assertNotEquals(SessionId.ofKey("u", "ab"), SessionId.ofKey("ua", "b"));
        assertTrue(SessionId.isValid(SessionId.ofKey("u", "k")));
    }
}
