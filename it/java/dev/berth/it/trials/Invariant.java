package dev.berth.it.trials;

import java.util.List;
import java.util.function.Function;

/** What must hold of every history, whatever happened to the server meanwhile. */
public enum Invariant {
    /** Every acknowledged write is in the log, at the place and with the nonce that the writer was told. */
    I1_ACKNOWLEDGED_IS_KEPT(Judgement::acknowledgedIsKept),
    /** No write is in the log twice, however often it was sent. */
    I2_NO_KEY_TWICE(Judgement::noKeyTwice),
    /** The log's numbers grow from 1 on without a hole. */
    I3_NO_HOLE_IN_THE_LOG(Judgement::noHoleInTheLog),
    /** What one connection sees comes in growing order. */
    I4_CONNECTIONS_SEE_GROWING_NUMBERS(Judgement::connectionsSeeGrowingNumbers),
    /** What a reader sees over all its connections is one slice of the log that lacks nothing. */
    I5_READERS_MISS_NOTHING(Judgement::readersMissNothing),
    /** All who see a number see the same thing there. */
    I6_READERS_AGREE(Judgement::readersAgree),
    /** Nothing is seen that is not in the log: no event before it is durable. */
    I7_SEEN_IS_KEPT(Judgement::seenIsKept),
    /** Only what was sent is in the log, and what was never acknowledged once at most. */
    I8_ONLY_WHAT_WAS_SENT(Judgement::onlyWhatWasSent);

    private final Function<Judgement, List<String>> check;

    Invariant(Function<Judgement, List<String>> check) {
        this.check = check;
    }

    /** One sentence for each violation; none when it holds. */
    List<String> violations(Judgement judgement) {
        return check.apply(judgement).stream().map(sentence -> name() + ": " + sentence).toList();
    }
}
