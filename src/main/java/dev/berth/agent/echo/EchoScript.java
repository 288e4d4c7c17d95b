package dev.berth.agent.echo;

import dev.berth.session.AgentOutput;
import dev.berth.session.JsonWriter;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionRequest;
import dev.berth.session.PromptFile;
import dev.berth.session.QuestionRequest;
import dev.berth.session.TaskChange;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the echo agent does for one prompt, as steps with a pause after each. The last step ends the turn, or asks something and
 * what follows the answer ends it.
 *
 * <ul>
 * <li>{@code /tool NAME JSON}: a tool call goes pending, running, complete, and gets a result that is its input;
 * <li>{@code /fail TEXT}: the turn fails with this reason;
 * <li>{@code /task TITLE}: a task is added;
 * <li>{@code /permission KIND TEXT}: a tool asks for the permission to do this, and does as if;
 * <li>{@code /question TEXT}: this is asked, with the choice of yes and no, and the answer said;
 * <li>anything else comes back word by word, spaces and all, and then the names of the files that came with it.
 * </ul>
 */
final class EchoScript {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern TOOL = Pattern.compile("/tool\\s+(\\S+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern FAIL = Pattern.compile("/fail\\s+(.+)", Pattern.DOTALL);
    private static final Pattern TASK = Pattern.compile("/task\\s+(.+)", Pattern.DOTALL);
    private static final Pattern PERMISSION = Pattern.compile("/permission\\s+(\\S+)\\s+(.+)", Pattern.DOTALL);
    private static final Pattern QUESTION = Pattern.compile("/question\\s+(.+)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*?(?=\\s|$)|\\s+$");
    private static final String CALL = "echo-1";
    private static final int TITLE_MAX = 256;

    private EchoScript() {
    }

    static List<Consumer<AgentOutput>> of(String prompt, List<PromptFile> files) {
        Matcher tool = TOOL.matcher(prompt);
        Matcher fail = FAIL.matcher(prompt);
        Matcher task = TASK.matcher(prompt);
        Matcher permission = PERMISSION.matcher(prompt);
        Matcher question = QUESTION.matcher(prompt);
        if (permission.matches()) {
            return permission(permission.group(1), permission.group(2).strip());
        }
        if (question.matches()) {
            return question(question.group(1).strip());
        }
        if (tool.matches()) {
            return tool(tool.group(1), tool.group(2).strip());
        }
        if (fail.matches()) {
            return List.of(output -> output.failed(fail.group(1).strip()));
        }
        return task.matches() ? task(task.group(1).strip()) : words(prompt, files);
    }

    private static List<Consumer<AgentOutput>> words(String prompt, List<PromptFile> files) {
        List<Consumer<AgentOutput>> steps = new ArrayList<>();
        Matcher word = WORD.matcher(prompt);
        while (word.find()) {
            String text = word.group();
            steps.add(output -> output.text("words", text));
        }
        if (!files.isEmpty()) {
            steps.add(output -> output.text("words", named(files)));
        }
        steps.add(AgentOutput::completed);
        return steps;
    }

    private static String named(List<PromptFile> files) {
        String names = files.stream().map(PromptFile::name).collect(Collectors.joining(", "));
        return "\n\nwith " + files.size() + (files.size() == 1 ? " file: " : " files: ") + names;
    }

    private static List<Consumer<AgentOutput>> tool(String name, String text) {
        String input = text.isEmpty() ? "{}" : text;
        if (!isJson(input)) {
            return List.of(output -> output.failed("The text after the tool's name is not JSON."));
        }
        return List.of(
                output -> output.put("call", Part.toolCall(CALL, name, input, PartState.PENDING)),
                output -> output.put("call", Part.toolCall(CALL, name, input, PartState.RUNNING)),
                output -> output.put("call", Part.toolCall(CALL, name, input, PartState.COMPLETE)),
                output -> output.put("result", Part.toolResult(CALL, name, JsonWriter.quoted(input), PartState.COMPLETE)),
                output -> output.text("words", "The tool " + name + " has run."),
                AgentOutput::completed);
    }

    private static List<Consumer<AgentOutput>> permission(String kind, String what) {
        String input = new JsonWriter().beginObject().member("command", what).endObject().toString();
        PermissionRequest request = new PermissionRequest("per-" + UUID.randomUUID(), CALL, kind, what,
                List.of(what), List.of(what), input);
        return List.of(
                output -> output.put("call", Part.toolCall(CALL, kind, input, PartState.RUNNING)),
                output -> output.ask(request));
    }

    /** What follows when people have said whether the tool may do it. */
    static List<Consumer<AgentOutput>> permitted(PermissionReply reply, String message) {
        boolean allowed = reply != PermissionReply.REJECT;
        String said = allowed ? "Allowed." : message == null ? "Rejected." : "Rejected: " + message;
        return List.of(
                output -> output.put("result", Part.toolResult(CALL, "tool", JsonWriter.quoted(said),
                        allowed ? PartState.COMPLETE : PartState.ERROR)),
                output -> output.text("words", said),
                AgentOutput::completed);
    }

    private static List<Consumer<AgentOutput>> question(String text) {
        String questions = new JsonWriter().beginArray().beginObject().member("question", text).name("options").beginArray()
                .beginObject().member("label", "Yes").endObject().beginObject().member("label", "No").endObject().endArray()
                .endObject().endArray().toString();
        return List.of(output -> output.ask(new QuestionRequest("que-" + UUID.randomUUID(), null, 1, questions)));
    }

    /** What follows when people have answered, or do not want to. */
    static List<Consumer<AgentOutput>> answered(List<List<String>> answers) {
        String said = answers == null ? "You did not answer." : "You said: " + String.join(", ", answers.get(0));
        return List.of(output -> output.text("words", said), AgentOutput::completed);
    }

    private static List<Consumer<AgentOutput>> task(String title) {
        String shown = title.substring(0, Math.min(TITLE_MAX, title.length()));
        return List.of(
                output -> output.task(TaskChange.added(shown, null, null, null)),
                output -> output.text("words", "Added the task: " + shown),
                AgentOutput::completed);
    }

    private static boolean isJson(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            reader.readValue();
            return true;
        } catch (RuntimeException e) {
            // Not only a JsonException: the parser refuses endless numbers and great depth with other ones.
            return false;
        }
    }
}
