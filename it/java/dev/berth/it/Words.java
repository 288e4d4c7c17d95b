package dev.berth.it;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts for the echo agent, which says them back word by word. */
public final class Words {

    private static final String[] SPICE = {"", "\u00e4\u00f6\u00fc", "\u4e2d\u6587", "\ud83d\ude00", "\"q\"", "\\n", "<b>", "data:",
            "\u2028"};

    /** So many that the agent is still at it whatever a test does meanwhile, on a busy machine too; nobody waits for their end. */
    public static final String MANY = of(5_000);

    private Words() {
    }

    /** A text of so many words, each of them once, with characters that are easily spoilt on the way. */
    public static String of(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i + SPICE[i % SPICE.length]).collect(Collectors.joining(" "));
    }
}
