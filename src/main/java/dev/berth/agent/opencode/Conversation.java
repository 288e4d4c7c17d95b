package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeClient;
import dev.berth.session.AgentOutput;
import dev.berth.session.Mode;
import dev.berth.session.Prompt;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One prompt to OpenCode and what it says to it, followed by its events. An event that says idle is not the end: what counts is
 * what OpenCode answers when it is asked after that. Not thread-safe: all calls hold the lock of its run.
 */
final class Conversation implements Inquiry.Findings {

    /** After an error the last parts come behind the event that says idle. */
    private static final int AFTER_ERROR_MILLIS = 300;
    private static final int AFTER_IDLE_MILLIS = 20;
    private static final int DOUBT_MILLIS = 1_000;

    private final OpenCodeClient client;
    private final Path workspace;
    private final String session;
    private final Prompt prompt;
    private final AgentOutput output;
    private final RunContext context;
    private final OpenCodeRun run;
    private final Consumer<Consumer<AgentOutput>> end;
    private final String messageId = OpenCodeIds.message();
    private final CallIds ids = new CallIds();
    private final AnswerParts parts;
    private final RunAsks asks;
    private final TurnWatch watch;
    private final Inquiry inquiry;
    private final TurnSessions sessions;
    private final TurnMessages messages;
    private JsonObject error;
    private CompletableFuture<Void> prompted = CompletableFuture.completedFuture(null);
    /** Whether it was neither busy nor finished the last time it was asked. */
    private boolean doubtful;
    private boolean closing;

    Conversation(OpenCodeClient client, Path workspace, String session, Prompt prompt, AgentOutput output, RunContext context,
            OpenCodeRun run, Consumer<Consumer<AgentOutput>> end) {
        this.client = client;
        this.workspace = workspace;
        this.session = session;
        this.prompt = prompt;
        this.output = output;
        this.context = context;
        this.run = run;
        this.end = end;
        this.parts = new AnswerParts(output, workspace, ids);
        this.asks = new RunAsks(client, workspace, output, ids, prompt.mode() == Mode.PLAN, this::failSoon);
        this.watch = new TurnWatch(context.limits());
        this.inquiry = new Inquiry(client, workspace, session, run, context.timer(), this);
        this.messages = new TurnMessages(session, messageId);
        this.sessions = new TurnSessions(session, child -> context.runs().enter(child, run));
    }

    RunAsks asks() {
        return asks;
    }

    /** Asks, unless it was aborted before. */
    CompletionStage<Void> prompt() {
        synchronized (run) {
            if (closing) {
                return prompted;
            }
            prompted = client.prompt(workspace, session, messageId, prompt.mode().wireName(), prompt.model(),
                    PromptParts.of(prompt)).toCompletableFuture();
            return prompted;
        }
    }

    void event(JsonObject event) {
        watch.alive();
        JsonObject said = event.getJsonObject("properties");
        String from = said.getString("sessionID", session);
        switch (event.getString("type")) {
            case "session.created" -> sessions.created(said.getJsonObject("info"));
            case "message.updated" -> message(said.getJsonObject("info"));
            case "message.part.updated" -> part(said.getJsonObject("part"));
            case "message.part.delta" -> delta(said);
            case "session.status" -> status(from, said.getJsonObject("status"));
            case "session.idle" -> idle(from);
            case "session.error" -> error(from, said.getJsonObject("error"));
            case "todo.updated" -> todos(from, said.getJsonArray("todos"));
            case "permission.asked" -> permission(said);
            case "question.asked" -> asks.questionAsked(said);
            case "permission.replied", "question.replied", "question.rejected" -> asks.settled(said.getString("requestID", ""));
            default -> { }
        }
    }

    /** Aborts the run. @return completes when nothing of it works any more */
    CompletableFuture<Void> abort() {
        closing = true;
        asks.rejectAll();
        return new RunAbort(client, workspace, session, sessions.ids(), prompted, watch::isTaken, context.timer()).run();
    }

    /** Asks OpenCode how things are, since events may have been lost. */
    void gap() {
        parts.tear();
        inquiry.everything(sessions.ids());
    }

    void tick() {
        if (!closing && watch.isQuiet(asks.isEmpty() ? RunLimits.QUIET : RunLimits.QUIET_WHILE_ASKED)) {
            inquiry.everything(sessions.ids());
        }
        if (!closing) {
            watch.fault(!asks.isEmpty() || parts.tools().isRunning()).ifPresent(this::fail);
        }
    }

    private void message(JsonObject info) {
        if (messages.isPrompt(info)) {
            watch.taken();
        } else if (messages.take(info)) {
            watch.step(info);
            if (info.getString("sessionID", session).equals(session)) {
                noteError(info.get("error") instanceof JsonObject found ? found : null);
            }
        }
    }

    private void part(JsonObject part) {
        if (!messages.hasAnswer(part.getString("messageID", ""))) {
            return;
        }
        if (part.getString("type", "").equals("tool") && part.getString("tool", "").equals("task")) {
            subAgentCalled(part);
        }
        parts.part(part, sessions.parentCall(part.getString("sessionID", session)));
        spoken();
    }

    private void subAgentCalled(JsonObject part) {
        String child = ToolParts.metadata(part.getJsonObject("state")).getString("sessionId", "");
        if (!child.isEmpty() && sessions.called(child, parts.tools().callId(part))) {
            inquiry.everything(Set.of(child));
        }
    }

    private void delta(JsonObject said) {
        if (messages.hasAnswer(said.getString("messageID", "")) && said.getString("field", "").equals("text")) {
            parts.delta(said.getString("partID"), said.getString("delta"));
            spoken();
        }
    }

    private void spoken() {
        if (watch.spoken()) {
            output.progress(null);
        }
    }

    private void status(String from, JsonObject status) {
        switch (status.getString("type", "")) {
            case "idle" -> idle(from);
            case "retry" -> retry(status);
            default -> { }
        }
    }

    private void retry(JsonObject status) {
        String reason = status.getString("message", "no reason given").strip().lines().findFirst().orElse("");
        watch.retrying(reason);
        long seconds = status.get("next") instanceof JsonNumber next
                ? Math.max(0, Math.round((next.longValue() - System.currentTimeMillis()) / 1000.0)) : 0;
        output.progress("The model's provider has failed (" + reason + "). Trying again" + (seconds > 0 ? " in " + seconds + " s" : "")
                + " (attempt " + status.getInt("attempt", 1) + ").");
    }

    private void idle(String from) {
        if (from.equals(session) && watch.isTaken()) {
            look(error == null ? AFTER_IDLE_MILLIS : AFTER_ERROR_MILLIS);
        }
    }

    private void error(String from, JsonObject what) {
        boolean ofTheTurnBefore = !watch.isTaken() && what != null && Faults.isAbort(what);
        if (from.equals(session) && !ofTheTurnBefore) {
            noteError(what);
            // For some errors nothing else ever comes.
            watch.taken();
            look(AFTER_ERROR_MILLIS);
        }
    }

    private void noteError(JsonObject what) {
        if (error == null && what != null) {
            error = what;
        }
    }

    private void todos(String from, JsonArray todos) {
        if (from.equals(session)) {
            output.plan(Todos.items(todos, prompt.mode()));
        }
    }

    private void permission(JsonObject asked) {
        String callId = Asked.callId(asked, ids);
        if (Asked.diff(asked) != null && callId != null) {
            parts.tools().asked(callId, Asked.diff(asked));
        }
        asks.permissionAsked(asked);
    }

    @Override
    public void asked(JsonArray permissions, JsonArray questions) {
        Set<String> open = new HashSet<>();
        ours(permissions).forEach(asked -> {
            open.add(asked.getString("id"));
            permission(asked);
        });
        ours(questions).forEach(asked -> {
            open.add(asked.getString("id"));
            asks.questionAsked(asked);
        });
        asks.keepOnly(open);
    }

    private List<JsonObject> ours(JsonArray asked) {
        return asked.getValuesAs(JsonObject.class).stream().filter(one -> sessions.contains(one.getString("sessionID", ""))).toList();
    }

    private void look(int millis) {
        if (!closing) {
            inquiry.soon(millis);
        }
    }

    @Override
    public void messages(List<JsonObject> messages) {
        for (JsonObject message : messages) {
            message(message.getJsonObject("info"));
            message.getJsonArray("parts").getValuesAs(JsonObject.class).forEach(this::part);
        }
    }

    @Override
    public void stands(boolean busy, List<JsonObject> messages) {
        doubtful &= !busy;
        if (!closing && !busy && watch.isTaken()) {
            settle(messages);
        }
    }

    private void settle(List<JsonObject> messages) {
        JsonObject last = messages.stream().map(message -> message.getJsonObject("info"))
                .filter(info -> this.messages.hasAnswer(info.getString("id"))).reduce((first, second) -> second).orElse(null);
        boolean finished = last != null && last.containsKey("finish");
        if (error == null && !finished && !doubtful) {
            // One that OpenCode has taken but not begun looks like this, too.
            doubtful = true;
            look(DOUBT_MILLIS);
        } else if (error != null) {
            String reason = Faults.sentence(error);
            end.accept(out -> out.failed(reason));
        } else if (last == null) {
            end.accept(out -> out.failed("OpenCode has given no answer."));
        } else if (!finished) {
            end.accept(out -> out.interrupted("OpenCode has stopped in the middle of its answer."));
        } else {
            end.accept(AgentOutput::completed);
        }
    }

    /** Ends a turn that does not end by itself: what runs is aborted first, so that the next turn finds nothing running. */
    private void fail(String reason) {
        if (!closing) {
            abort().whenComplete((nothing, failure) -> end.accept(out -> out.failed(reason)));
        }
    }

    /** Ends the turn, from any thread, as one that does not end by itself. */
    void failSoon(String reason) {
        synchronized (run) {
            fail(reason);
        }
    }
}
