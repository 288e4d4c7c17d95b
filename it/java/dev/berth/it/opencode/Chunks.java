package dev.berth.it.opencode;

import java.util.List;
import java.util.stream.IntStream;

/** Cuts a text into pieces, as a model does that says it little by little. */
final class Chunks {

    private Chunks() {
    }

    /** So many pieces, or fewer when the text has not as many code points; a piece never ends within one. */
    static List<String> of(String text, int count) {
        int length = text.codePointCount(0, text.length());
        int pieces = Math.max(1, Math.min(count, length));
        return IntStream.range(0, pieces)
                .mapToObj(i -> text.substring(at(text, length, i, pieces), at(text, length, i + 1, pieces))).toList();
    }

    private static int at(String text, int length, int piece, int pieces) {
        int codePoints = (int) ((long) length * piece / pieces);
        // Counting from the start each time would make a long text of many chunks slow; most texts have no surrogates at all.
        return length == text.length() ? codePoints : text.offsetByCodePoints(0, codePoints);
    }
}
