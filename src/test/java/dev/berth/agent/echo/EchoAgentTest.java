package dev.berth.agent.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.MetaValue;
import dev.berth.session.Mode;
import dev.berth.session.Part;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionRequest;
import dev.berth.session.Prompt;
import dev.berth.session.PromptFile;
import dev.berth.session.QuestionRequest;
import dev.berth.session.TaskChange;
import dev.berth.session.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoAgentTest {

    private final List<String> said = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"hello", "hello brave  new\nworld", "  leading and trailing  ", "\ttab\r\n\r\nlines",
            "/unknown x", "\uD83D\uDE00 smile"})
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

    @Test
    void asksForAPermissionAndForAnAnswerWhenAsked() {
        run("/permission bash rm -r /").permit("per", PermissionReply.REJECT, "Use another command.");
        run("/question Go on?").answer("que", List.of(List.of("Yes")));
        assertEquals(List.of("tool-call RUNNING", "may I bash [rm -r /]", "tool-result ERROR", "Rejected: Use another command.",
                "completed", "ask [{\"question\":\"Go on?\",\"options\":[{\"label\":\"Yes\"},{\"label\":\"No\"}]}]",
                "You said: Yes", "completed"), said);
    }

    @Test
    void namesTheFilesThatCameWithTheWords() {
        run("look here", new PromptFile("a.png", "data:image/png;base64,"), new PromptFile("b.txt", "data:text/plain;base64,aGk="));
        run("and", new PromptFile("c d", "data:image/png;base64,"));
        assertEquals(List.of("look", " here", "\n\nwith 2 files: a.png, b.txt", "completed", "and",
                "\n\nwith 1 file: c d", "completed"), said);
    }

    private AgentRun run(String prompt, PromptFile... files) {
        return new EchoAgent(Duration.ZERO, null).start(new Prompt("s", "t", prompt, Mode.BUILD, null, "acme", "rocket", Map.of(), null,
                        List.of(files)),
                new Recorder());
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
        public void append(String key, String text) {
            said.add("more " + text);
        }

        @Override
        public void plan(List<TaskChange> items) {
            said.add("plan " + items.size());
        }

        @Override
        public void progress(String sentence) {
            said.add("progress " + sentence);
        }

        @Override
        public void usage(Usage soFar) {
            said.add("usage");
        }

        @Override
        public void remember(String name, MetaValue value) {
            said.add("remember " + name);
        }

        @Override
        public void ask(PermissionRequest request) {
            said.add("may I " + request.kind() + ' ' + request.patterns());
        }

        @Override
        public void ask(QuestionRequest request) {
            said.add("ask " + request.questions());
        }

        @Override
        public void withdraw(String askId) {
            said.add("withdraw");
        }

        @Override
        public void interrupted(String reason) {
            said.add("interrupted " + reason);
        }

        @Override
        public void completed() {
            said.add("completed");
        }

        @Override
        public void failed(String reason) {
            said.add("failed " + reason);
        }
    }
}
