package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void comesAloneOrWithItsEpoch() {
        assertEquals(new Cursor(null, 1042), Cursor.parse("after", "1042"));
        assertEquals(new Cursor("k3f9", 1042), Cursor.parse("after", "k3f9.1042"));
        assertEquals("k3f9.1042", new Cursor("k3f9", 1042).toString());
    }

    @Test
    void aPlainNumberBelongsToAnyHistoryAndAnEpochToItsOwn() {
        assertTrue(new Cursor(null, 1).isOf("k3f9"));
        assertTrue(new Cursor("k3f9", 1).isOf("k3f9"));
        assertFalse(new Cursor("other", 1).isOf("k3f9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.2.3", "K3F9.1", "k3f9.", ".1", "1 ", "9999999999999999999", "\u0661"})
    void anythingElseIsRefusedWithTheFieldsName(String text) {
        Refusal refusal = assertThrows(Refusal.class, () -> Cursor.parse("after", text));
        assertEquals(Refusal.Code.INVALID, refusal.code());
        assertTrue(refusal.getMessage().startsWith("after "));
    }
}
