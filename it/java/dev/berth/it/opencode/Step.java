package dev.berth.it.opencode;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the provider answers to one request: one step of a model. Steps are joined by {@link #and}, so that one answer may think, say
 * something and call two tools. An answer ends with a finish reason unless it says otherwise here.
 */
public final class Step {

    private static final String SOON = "retry-after-ms";

    private final List<Action> actions;

    private Step(List<Action> actions) {
        this.actions = actions;
    }

    /** Says a text in one chunk. */
    public static Step say(String text) {
        return say(text, 1, Duration.ZERO);
    }

    /** Says a text in about so many chunks, none of them shorter than a code point, with a pause after each. */
    public static Step say(String text, int chunks, Duration pause) {
        List<String> pieces = Chunks.of(text, chunks);
        return new Step(List.of(answer -> {
            for (String piece : pieces) {
                answer.text(piece);
                Thread.sleep(pause.toMillis());
            }
        }));
    }

    /** Thinks aloud. */
    public static Step think(String text) {
        return new Step(List.of(answer -> answer.reasoning(text)));
    }

    /** Calls a tool; an answer that calls one ends with the finish reason {@code tool_calls}. */
    public static Step call(String tool, JsonObject arguments) {
        return new Step(List.of(answer -> answer.call(tool, arguments.toString())));
    }

    /** Says what the answer has cost, in tokens; the cached ones are among those of the prompt. */
    public static Step usage(int prompt, int completion, int cached) {
        return new Step(List.of(answer -> answer.usage(prompt, completion, cached)));
    }

    /** Waits until the test calls {@link ScriptedProvider#open} with this name; what was said before is with the client already. */
    public static Step gate(String name) {
        return new Step(List.of(answer -> answer.await(name)));
    }

    /** Ends with this finish reason, such as {@code length}. */
    public static Step finish(String reason) {
        return new Step(List.of(answer -> answer.finish(reason)));
    }

    /** Refuses with a status. Only as the first of an answer. @param headers names and values in turn */
    public static Step httpError(int status, String message, String... headers) {
        return new Step(List.of(answer -> answer.refuse(status, message, headers)));
    }

    /** Refuses the first requests, each to be tried again at once, and goes on with what follows. */
    public static Step httpErrorTimes(int times, int status) {
        return first(times, httpError(status, "busy (" + status + ")", SOON, "10"));
    }

    /** Answers so to the first requests for this step, and goes on with what follows from then on. */
    public static Step first(int times, Step fault) {
        return new Step(List.of(answer -> {
            if (answer.attempt() <= times) {
                fault.play(answer);
                answer.end();
            }
        }));
    }

    /** Accepts the request, or goes silent in the middle of an answer, and never says another word. */
    public static Step hang() {
        return new Step(List.of(Answer::hang));
    }

    /** Sends a chunk that is no JSON. */
    public static Step garbage() {
        return new Step(List.of(answer -> answer.frame("{\"choices\":[{\"delta\":")));
    }

    /** Ends with {@code [DONE]} but without a finish reason. */
    public static Step withoutEnd() {
        return new Step(List.of(Answer::done));
    }

    /** Closes the connection in the middle of the answer, as a network does that breaks. */
    public static Step cut() {
        return new Step(List.of(Answer::cut));
    }

    /** This one, and then the next, in the same answer. */
    public Step and(Step next) {
        return new Step(Stream.concat(actions.stream(), next.actions.stream()).toList());
    }

    void play(Answer answer) throws IOException, InterruptedException {
        for (Action action : actions) {
            if (answer.isOver()) {
                return;
            }
            action.on(answer);
        }
    }

    private interface Action {
        void on(Answer answer) throws IOException, InterruptedException;
    }
}
