package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.berth.session.Cursor;
import dev.berth.session.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A walk through the history for one request")
class WalkTest {

    private static final int STRETCH = 100;

    private final List<String> asked = new ArrayList<>();

    @Test
    void endsWhereTheHistoryEnds() {
        Walk.Walked<String> walked = walk(10, 3, 1, List.of("a"));
        assertEquals(List.of("a", "a", "a"), walked.found());
        assertNull(walked.next());
        assertEquals(List.of("null 10", "e.1 9", "e.2 8"), asked);
    }

    @Test
    void endsWhenItHasFoundEnoughAndSaysWhereToGoOn() {
        Walk.Walked<String> walked = walk(3, Integer.MAX_VALUE, 1, List.of("a", "b", "c"));
        assertEquals(List.of("a", "b", "c"), walked.found());
        assertEquals(new Cursor("e", 1), walked.next());
    }

    @Test
    void looksAtNoMoreThanItsLimitOfRowsHoweverLongTheHistoryIs() {
        assertEquals(new Cursor("e", Walk.LOOKED_MAX / STRETCH), walk(3, Integer.MAX_VALUE, 1, List.of()).next());
        assertEquals(Walk.LOOKED_MAX / STRETCH, asked.size());
    }

    @Test
    void looksAtNoMoreThanItsLimitOfTextAndTheRestOfOneStretch() {
        walk(3, Integer.MAX_VALUE, Walk.CHARS_MAX - 1, List.of());
        assertEquals(2, asked.size());
    }

    private Walk.Walked<String> walk(int limit, int stretches, long chars, List<String> found) {
        return new Walk<>(limit, (place, wanted) -> stretch(place, wanted, stretches, chars, found)).go().toCompletableFuture().join();
    }

    private CompletionStage<Stretch<String>> stretch(Cursor place, int wanted, int stretches, long chars, List<String> found) {
        asked.add(place + " " + wanted);
        return CompletableFuture.completedFuture(
                new Stretch<>(found, STRETCH, chars, new Cursor("e", asked.size()), asked.size() == stretches));
    }
}
