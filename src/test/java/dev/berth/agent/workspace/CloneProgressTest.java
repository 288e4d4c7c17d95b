package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of a clone")
class CloneProgressTest {

    private final AtomicLong now = new AtomicLong();
    private final CloneProgress progress = new CloneProgress(new Repository("octo", "berth", null), now::get);
    private final List<String> heard = new ArrayList<>();

    @Test
    @DisplayName("is told in sentences, one for each phase and percentage")
    void isToldInSentences() {
        progress.tell(heard::add);
        progress.begin();
        line("remote: Counting objects: 100% (5/5), done.");
        line("Receiving objects:  45% (45/100), 1.00 MiB | 2.00 MiB/s");
        line("Resolving deltas: 100% (9/9), done.");
        line("Updating files:   7% (7/100)");

        assertEquals(List.of("Cloning octo/berth", "Cloning octo/berth: 45 %", "Cloning octo/berth: resolving deltas, 100 %",
                "Cloning octo/berth: writing files, 7 %"), heard);
    }

    @Test
    @DisplayName("is told at most every 200 ms, and only when it has changed; a sentence without a percentage is never left out")
    void isThrottled() {
        progress.tell(heard::add);
        line("Receiving objects:   1% (1/100)");
        now.addAndGet(CloneProgress.PAUSE_NANOS - 1);
        progress.line("Receiving objects:   2% (2/100)");
        now.addAndGet(1);
        progress.line("Receiving objects:   1% (1/100)");
        progress.line("Receiving objects:   3% (3/100)");
        progress.line("Receiving objects:   4% (4/100)");
        progress.say("It failed.");

        assertEquals(List.of("Cloning octo/berth: 1 %", "Cloning octo/berth: 3 %", "It failed."), heard);
    }

    @Test
    @DisplayName("begins with the last sentence for whoever comes later, and ends for all")
    void isToldToLateComers() {
        progress.begin();
        progress.tell(heard::add);
        progress.end();
        line("Receiving objects:  45% (45/100)");

        assertEquals(List.of("Cloning octo/berth"), heard);
    }

    @Test
    @DisplayName("is told to a limited number of listeners")
    void hasALimit() {
        for (int i = 0; i <= CloneProgress.LISTENERS_MAX; i++) {
            progress.tell(heard::add);
        }
        progress.begin();

        assertEquals(CloneProgress.LISTENERS_MAX, heard.size());
    }

    private void line(String line) {
        now.addAndGet(CloneProgress.PAUSE_NANOS);
        progress.line(line);
    }
}
