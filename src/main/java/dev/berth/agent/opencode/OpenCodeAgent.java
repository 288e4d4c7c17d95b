package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeClient;
import dev.berth.agent.opencode.server.OpenCodeOptions;
import dev.berth.agent.opencode.server.OpenCodeServer;
import dev.berth.agent.workspace.Workspaces;
import dev.berth.log.LogLine;
import dev.berth.session.Agent;
import dev.berth.session.AgentHealth;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.Prompt;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The agent that is OpenCode: one server of it for all sessions, and a workspace for each. */
public final class OpenCodeAgent implements Agent, OpenCodeServer.Listener {

    private static final Logger LOG = Logger.getLogger(OpenCodeAgent.class.getName());
    private static final int TICK_SECONDS = 1;

    private final Runs runs = new Runs();
    private final Instances instances;
    private final Workspaces workspaces;
    private final OpenCodeServer server;
    private final ScheduledThreadPoolExecutor timer;
    private final RunContext context;
    private final Executor chores;
    /** What is being removed or freed of a session, which the next turn of the same session waits for. */
    private final Map<String, CompletableFuture<?>> goings = new ConcurrentHashMap<>();

    /** @param chores does what may take long: clones, and the removal of workspaces */
    OpenCodeAgent(OpenCodeOptions options, RunLimits limits, Workspaces workspaces, Instances instances, Executor chores,
            ThreadFactory threads) {
        this.workspaces = workspaces;
        this.instances = instances;
        this.chores = chores;
        this.timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        this.server = new OpenCodeServer(options, this, threads);
        this.context = new RunContext(server, workspaces, timer, limits, runs);
        timer.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public String name() {
        return "opencode";
    }

    @Override
    public boolean takesFiles() {
        return true;
    }

    @Override
    public AgentRun start(Prompt prompt, AgentOutput output) {
        OpenCodeRun run = new OpenCodeRun(prompt, output, context);
        runs.begin(run);
        instances.used(prompt.sessionId());
        run.begin(goings.getOrDefault(prompt.sessionId(), CompletableFuture.completedFuture(null)));
        return run;
    }

    @Override
    public void event(String directory, JsonObject event) {
        JsonObject said = event.get("properties") instanceof JsonObject found ? found : JsonObject.EMPTY_JSON_OBJECT;
        boolean born = event.getString("type", "").equals("session.created");
        String session = born ? parentOf(said) : said.getString("sessionID", "");
        runs.of(session).ifPresent(run -> guarded(run, () -> run.event(event)));
    }

    @Override
    public void gap(OpenCodeClient client) {
        runs.all().forEach(run -> guarded(run, run::gap));
    }

    @Override
    public void down(String sentence) {
        List.copyOf(runs.all()).forEach(run -> run.down(sentence));
    }

    /** Stops what runs there, then removes OpenCode's session, which OpenCode is started for, and the workspace. */
    @Override
    public void forget(String sessionId, Map<String, String> memory) {
        instances.forget(sessionId);
        CompletableFuture<?> stopped = runs.ofSession(sessionId).map(run -> run.stop().toCompletableFuture())
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        letGo(sessionId, stopped.handle((nothing, failure) -> null)
                .thenCompose(nothing -> deleteSession(sessionId, memory.get(OpenCodeRun.SESSION)))
                .thenCompose(nothing -> leave(sessionId))
                .whenCompleteAsync((nothing, failure) -> workspaces.remove(sessionId), chores));
    }

    @Override
    public void tidy(Predicate<String> sessionExists) {
        workspaces.tidy(sessionExists);
    }

    @Override
    public AgentHealth health() {
        OpenCodeServer.Health health = server.health();
        Map<String, String> facts = new TreeMap<>();
        facts.put("state", health.state());
        facts.put("restarts", Integer.toString(health.restarts()));
        facts.put("turns", Integer.toString(runs.all().size()));
        if (health.version() != null) {
            facts.put("version", health.version());
        }
        if (health.lastFailure() != null) {
            facts.put("lastFailure", health.lastFailure());
        }
        return new AgentHealth(!health.state().equals("down"), facts);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        server.close();
        workspaces.close();
    }

    private void tick() {
        runs.all().forEach(run -> guarded(run, run::tick));
        instances.takeIdle(sessionId -> runs.ofSession(sessionId).isPresent()).forEach(sessionId -> letGo(sessionId, leave(sessionId)));
    }

    private void letGo(String sessionId, CompletableFuture<?> going) {
        goings.put(sessionId, going);
        going.whenComplete((nothing, failure) -> goings.remove(sessionId, going));
    }

    private CompletableFuture<Void> deleteSession(String sessionId, String openCodeSession) {
        Path folder = workspaces.find(sessionId).map(Workspaces.Workspace::folder).orElse(null);
        if (folder == null || openCodeSession == null) {
            return CompletableFuture.completedFuture(null);
        }
        return server.ready().thenCompose(client -> client.deleteSession(folder, openCodeSession)).exceptionally(failure -> {
            LOG.log(Level.WARNING, failure, () -> LogLine.of("OpenCode keeps what was said in a session that was deleted.",
                    LogLine.SESSION, sessionId));
            return null;
        }).toCompletableFuture();
    }

    /** Has OpenCode free what it holds in memory for a session. It starts again by itself when the session is used. */
    private CompletableFuture<Void> leave(String sessionId) {
        Path folder = workspaces.find(sessionId).map(Workspaces.Workspace::folder).orElse(null);
        if (folder == null || !server.health().ready()) {
            return CompletableFuture.completedFuture(null);
        }
        return server.ready().thenCompose(client -> client.disposeInstance(folder)).toCompletableFuture();
    }

    /** A fault with one run's event must end neither the stream of events nor the other runs. */
    private static void guarded(OpenCodeRun run, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> run.line("An event of OpenCode could not be made out."));
        }
    }

    private static String parentOf(JsonObject said) {
        return said.get("info") instanceof JsonObject info ? info.getString("parentID", "") : "";
    }
}
