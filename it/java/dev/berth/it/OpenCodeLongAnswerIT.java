package dev.berth.it;

import static dev.berth.it.opencode.Step.gate;
import static dev.berth.it.opencode.Step.say;
import static dev.berth.it.opencode.Step.think;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NeedsOpenCode
@DisplayName("A long answer of OpenCode")
class OpenCodeLongAnswerIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(() -> SharedCodingServer.running().berth());

    private static final String LONG = Words.of(22_000);
    private static final int DELTAS = 5_000;
    /** Text is gathered for 30 ms before it is stored and told. */
    private static final int EVENTS_A_SECOND_MAX = 40;
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final CodingServer coding = SharedCodingServer.running();
    private final Berth berth = coding.berth();
    private final Page one = PAGES.one();
    private final Page other = PAGES.other();

    @Test
    @DisplayName("in 5,000 pieces is the same for browsers, WebSocket, event stream and REST, in a bounded number of events (P2)")
    void everyoneHasTheSame() {
        assertTrue(LONG.getBytes(StandardCharsets.UTF_8).length >= 200_000);
        int last = LONG.lastIndexOf(' ');
        coding.provider.script("tell all", think("It is a long story.").and(say(LONG.substring(0, last), DELTAS, PAUSE))
                .and(gate("both have clicked")).and(say(LONG.substring(last))));
        String id = coding.newSession();
        PAGES.openSession(id);
        try (FollowSocket socket = berth.socket(id, "?after=0");
                FollowEvents stream = berth.events("/sessions/" + id + "/events?after=0")) {
            Instant begin = Instant.now();
            String turn = berth.prompt(id, "tell all").getString("turnId");
            for (Page page : PAGES.both()) {
                Await.until("some of the answer", page::answer, text -> !text.isEmpty() && text.length() < LONG.length());
                page.click("[data-reasoning] summary");
                page.await("[data-reasoning][open]");
            }
            coding.provider.open("both have clicked");
            socket.frames().awaitTurn(turn, "completed");
            long seconds = Duration.between(begin, Instant.now()).toSeconds() + 1;
            stream.frames().awaitTurn(turn, "completed");
            requireSame(id, socket.frames(), stream.frames());
            int events = socket.frames().ofType("message-delta").size();
            assertTrue(events <= seconds * EVENTS_A_SECOND_MAX, events + " events in " + seconds + " s");
        }
    }

    private void requireSame(String id, Frames... followers) {
        assertTrue(berth.texts(id).containsValue(LONG));
        for (Frames frames : followers) {
            FollowedText followed = new FollowedText().apply(frames.durable());
            assertEquals(List.of(), followed.faults());
            assertEquals(berth.texts(id), followed.texts());
        }
        one.awaitAnswer(LONG);
        other.awaitAnswer(LONG);
    }

    @Test
    @DisplayName("shows the same words after a reload in its middle, and goes on to its end (P3)")
    void reload() {
        String first = Words.of(2_000);
        String second = " and " + Words.of(2_000);
        coding.provider.script("tell half", say(first, 200, PAUSE).and(gate("the reader has reloaded")).and(say(second, 200, PAUSE)));
        String id = coding.newSession();
        one.openSession(id);
        one.say("tell half");
        one.awaitAnswer(first);
        one.reload();
        one.awaitAnswer(first);
        assertFalse(one.has("[data-turn-status] [data-action=retry]"));
        one.await("[data-turn-status] [data-turn-state=running]");
        coding.provider.open("the reader has reloaded");
        one.awaitAnswer(first + second);
        one.awaitGone("[data-turn-status] [data-turn-state]");
    }
}
