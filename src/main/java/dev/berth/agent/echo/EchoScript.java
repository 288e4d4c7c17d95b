package dev.berth.agent.echo;

import dev.berth.session.AgentOutput;
import dev.berth.session.JsonWriter;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.TaskChange;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the echo agent does for one prompt, as steps with a pause after each. The last step ends the turn.
 *
 * <ul>
 * <li>{@code /tool NAME JSON}: a tool call goes pending, running, complete, and gets a result that is its input;
 * <li>{@code /fail TEXT}: the turn fails with this reason;
 * <li>{@code /task TITLE}: a task is added;
 * <li>anything else comes back word by word, spaces and all.
 * </ul>
 */
final class EchoScript {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Pattern TOOL = Pattern.compile("/tool\\s+(\\S+)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern FAIL = Pattern.compile("/fail\\s+(.+)", Pattern.DOTALL);
    private static final Pattern TASK = Pattern.compile("/task\\s+(.+)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*?(?=\\s|$)|\\s+$");
    private static final int TITLE_MAX = 256;

    private EchoScript() {
    }

    static List<Consumer<AgentOutput>> of(String prompt) {
        Matcher tool = TOOL.matcher(prompt);
        Matcher fail = FAIL.matcher(prompt);
        Matcher task = TASK.matcher(prompt);
        if (tool.matches()) {
            return tool(tool.group(1), tool.group(2).strip());
        }
        if (fail.matches()) {
            return List.of(output -> output.failed(fail.group(1).strip()));
        }
        return task.matches() ? task(task.group(1).strip()) : words(prompt);
    }

    private static List<Consumer<AgentOutput>> words(String prompt) {
        List<Consumer<AgentOutput>> steps = new ArrayList<>();
        Matcher word = WORD.matcher(prompt);
        while (word.find()) {
            String text = word.group();
            steps.add(output -> output.text("words", text));
        }
        steps.add(output -> output.completed(null));
        return steps;
    }

    private static List<Consumer<AgentOutput>> tool(String name, String text) {
        String input = text.isEmpty() ? "{}" : text;
        if (!isJson(input)) {
            return List.of(output -> output.failed("The text after the tool's name is not JSON."));
        }
        return List.of(
                output -> output.put("call", Part.toolCall("echo-1", name, input, PartState.PENDING)),
                output -> output.put("call", Part.toolCall("echo-1", name, input, PartState.RUNNING)),
                output -> output.put("call", Part.toolCall("echo-1", name, input, PartState.COMPLETE)),
                output -> output.put("result", Part.toolResult("echo-1", name, JsonWriter.quoted(input), PartState.COMPLETE)),
                output -> output.text("words", "The tool " + name + " has run."),
                output -> output.completed(null));
    }

    private static List<Consumer<AgentOutput>> task(String title) {
        String shown = title.substring(0, Math.min(TITLE_MAX, title.length()));
        return List.of(
                output -> output.task(TaskChange.added(shown, null, null, null)),
                output -> output.text("words", "Added the task: " + shown),
                output -> output.completed(null));
    }

    private static boolean isJson(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            reader.readValue();
            return true;
        } catch (JsonException e) {
            return false;
        }
    }
}
