package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The judge of a history")
class HistoryTest {

    private final History history = sound(History.complete());

    /** Two writes that were acknowledged, one that was not but is stored, and a reader that came twice. */
    private static History sound(History history) {
        for (String key : List.of("a", "b", "c", "lost")) {
            history.sent(key);
        }
        history.acknowledged("a", 1, "na");
        history.acknowledged("b", 2, "nb");
        history.connected("r1", "r", 0);
        history.seen("r1", 1, "na", "a");
        history.connected("r2", "r", 1);
        history.seen("r2", 2, "nb", "b");
        history.stored(1, "na", "a");
        history.stored(2, "nb", "b");
        history.stored(3, "nc", "c");
        return history;
    }

    @Test
    @DisplayName("finds nothing wrong where nothing is")
    void sound() {
        assertBroken();
        assertEquals(List.of("c", "lost"), history.unanswered());
        assertEquals(2, history.reached("r"));
    }

    @Test
    @DisplayName("I1: an acknowledged write that is gone, or is another at its place")
    void acknowledgedIsKept() {
        history.acknowledged("lost", 4, "nl");
        assertBroken(Invariant.I1_ACKNOWLEDGED_IS_KEPT);
        assertBroken(h -> h.acknowledged("c", 3, "another"), Invariant.I1_ACKNOWLEDGED_IS_KEPT);
    }

    @Test
    @DisplayName("I2: an acknowledged write that is stored twice")
    void noKeyTwice() {
        history.stored(4, "nb2", "b");
        assertBroken(Invariant.I2_NO_KEY_TWICE);
    }

    @Test
    @DisplayName("I3: a hole in the log, and a number that comes twice")
    void noHoleInTheLog() {
        assertBroken(h -> h.stored(5, "n5", null), Invariant.I3_NO_HOLE_IN_THE_LOG);
        assertBroken(h -> h.stored(3, "nc", null), Invariant.I3_NO_HOLE_IN_THE_LOG);
    }

    @Test
    @DisplayName("I4: a connection that sees a number twice")
    void connectionsSeeGrowingNumbers() {
        history.seen("r2", 2, "nb", "b");
        assertBroken(Invariant.I4_CONNECTIONS_SEE_GROWING_NUMBERS);
    }

    @Test
    @DisplayName("I5: a reader that comes back and misses what was between")
    void readersMissNothing() {
        history.stored(4, "n4", null);
        history.connected("r3", "r", 2);
        history.seen("r3", 4, "n4", null);
        assertBroken(Invariant.I5_READERS_MISS_NOTHING);
    }

    @Test
    @DisplayName("I6: two readers that see different things at one place")
    void readersAgree() {
        history.connected("x1", "x", 0);
        history.seen("x1", 1, "another", "a");
        assertBroken(Invariant.I6_READERS_AGREE, Invariant.I7_SEEN_IS_KEPT);
    }

    @Test
    @DisplayName("I7: something that was shown and is not in the log")
    void seenIsKept() {
        history.seen("r2", 3, "nc", "c");
        history.seen("r2", 4, "n4", "lost");
        assertBroken(Invariant.I7_SEEN_IS_KEPT);
    }

    @Test
    @DisplayName("I8: a write that nobody acknowledged and that is stored twice, and one that nobody sent")
    void onlyWhatWasSent() {
        assertBroken(h -> h.stored(4, "n4", "c"), Invariant.I2_NO_KEY_TWICE, Invariant.I8_ONLY_WHAT_WAS_SENT);
        assertBroken(h -> h.stored(4, "n4", "invented"), Invariant.I8_ONLY_WHAT_WAS_SENT);
    }

    @Test
    @DisplayName("forgives who was told that the history was replaced, and judges what it sees from there on")
    void reset() {
        history.connected("x1", "x", 0);
        history.seen("x1", 1, "of another history", null);
        history.reset("x1", 2);
        history.seen("x1", 3, "nc", "c");
        assertBroken();
        history.seen("x1", 4, "n4", null);
        assertBroken(Invariant.I7_SEEN_IS_KEPT);
    }

    @Test
    @DisplayName("allows holes where later events replace earlier ones, but never for what a writer sent")
    void superseding() {
        History pruned = sound(History.superseding());
        pruned.seen("r2", 3, "nc", "c");
        pruned.seen("r2", 4, "delta", null);
        pruned.stored(5, "parts", null);
        assertEquals(Set.of(), broken(pruned));
        pruned.seen("r2", 6, "later than all", null);
        assertEquals(Set.of(Invariant.I7_SEEN_IS_KEPT, Invariant.I5_READERS_MISS_NOTHING), broken(pruned));
    }

    private void assertBroken(Invariant... expected) {
        assertEquals(new TreeSet<>(Arrays.asList(expected)), broken(history));
    }

    private static void assertBroken(Consumer<History> fault, Invariant... expected) {
        History history = sound(History.complete());
        fault.accept(history);
        assertEquals(new TreeSet<>(Arrays.asList(expected)), broken(history));
    }

    private static Set<Invariant> broken(History history) {
        return history.violations().stream().map(sentence -> Invariant.valueOf(sentence.substring(0, sentence.indexOf(':'))))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
