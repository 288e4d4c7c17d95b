package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({"npm test*,npm test", "npm test*,npm test --watch", "*,anything", "echo *,echo hi", "echo *,echo",
            "npm test *,npm test", "a*b*c,a1b2b3c", "**,x"})
    void aStarStandsForAnything(String pattern, String text) {
        assertTrue(Glob.matches(pattern, text));
    }

    @ParameterizedTest
    @CsvSource({"npm test*,npm tes", "echo *,echoing", "npm test *,npm tests", "npm test *,npm", "a*b,a1c", "a.c,abc", "abc,abcd", "?,x"})
    void everythingElseStandsForItself(String pattern, String text) {
        assertFalse(Glob.matches(pattern, text));
    }

    @Test
    void aHostilePatternTakesNoLongTime() {
        assertFalse(Glob.matches("*a".repeat(200) + "b", "a".repeat(20_000)));
    }
}
