package dev.berth.agent.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.session.AgentOutput;
import dev.berth.session.Mode;
import dev.berth.session.Part;
import dev.berth.session.Prompt;
import dev.berth.session.TaskChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoAgentTest {

    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"hello", "hello brave  new\nworld", "  leading and trailing  ", "\ttab\r\n\r\nlines", "/unknown x", "\uD83D\uDE00 smile"})
    void saysExactlyWhatItWasTold(String prompt) {
        run(prompt);
        assertEquals("completed", said.remove(said.size() - 1));
        assertEquals(prompt, String.join("", said));
    }

    @Test
    void speaksWordByWord() {
        run("one two three");
        assertEquals(List.of("one", " two", " three", "completed"), said);
    }

    @Test
    void showsAToolGoingThroughItsStates() {
        run("/tool shell {\"cmd\":\"ls\"}");
        assertEquals(List.of("tool-call PENDING", "tool-call RUNNING", "tool-call COMPLETE", "tool-result COMPLETE",
                "The tool shell has run.", "completed"), said);
    }

    @Test
    void failsAndAddsTasksWhenAsked() {
        run("/fail It broke.");
        run("/task Write it down");
        assertEquals(List.of("failed It broke.", "task Write it down", "Added the task: Write it down", "completed"), said);
    }

    @Test
    void refusesAToolWhoseInputIsNotJson() {
        run("/tool shell {");
        assertEquals(List.of("failed The text after the tool's name is not JSON."), said);
    }

    private void run(String prompt) {
        new EchoAgent(Duration.ZERO, null).start(new Prompt("s", "t", prompt, Mode.BUILD, null), new Recorder());
    }

    private final class Recorder implements AgentOutput {
        @Override
        public void text(String key, String text) {
            said.add(text);
        }

        @Override
        public void reasoning(String key, String text) {
            said.add("reasoning " + text);
        }

        @Override
        public void put(String key, Part part) {
            said.add(part.type() + ' ' + part.state());
        }

        @Override
        public void task(TaskChange added) {
            said.add("task " + added.title());
        }

        @Override
        public void completed(String usageJson) {
            said.add("completed");
        }

        @Override
        public void failed(String reason) {
            said.add("failed " + reason);
        }
    }
}
