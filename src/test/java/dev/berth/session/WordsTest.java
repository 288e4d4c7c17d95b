package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"fuel, Remember the FUEL.", "FUEL, refuelled", "'the f', REMEMBER THE FUEL", "äö, ÄÖ", "ЖУК, a жук", "σ, Σ", "k, 5 \u212A",
        "\u212A, kelvin", "\uD801\uDC00x, \uD801\uDC28X", "100%, 100% sure", "a_b, A_B", "[x], '[X]'", "'''--', it''s '';''--"})
    void areFoundWhateverTheCaseOfTheirLetters(String words, String said) {
        assertTrue(new Words(words).areIn(said));
    }

    @ParameterizedTest
    @CsvSource({"fuel, fue l", "a_b, axb", "100%, 1000", "%, no", "_, no", "*, no", "[ab], a", "ß, SS", "e, é", "longer than it, longer",
        "x, ''"})
    void areNoPatternAndNoGuess(String words, String said) {
        assertFalse(new Words(words).areIn(said));
    }

    @Test
    void areFoundAtTheVeryEnd() {
        assertTrue(new Words("c").areIn("abc"));
        assertTrue(new Words("abc").areIn("ababc"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void haveALength(int length) {
        assertEquals(Refusal.Code.INVALID, assertThrows(Refusal.class, () -> new Words("x".repeat(length))).code());
    }
}
