package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeClient;
import dev.berth.agent.opencode.server.OpenCodeFailure;
import dev.berth.log.LogLine;
import dev.berth.session.AgentOutput;
import dev.berth.session.PermissionReply;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What OpenCode asks in one turn, and how it is told the answers. Not thread-safe. */
final class RunAsks {

    private static final Logger LOG = Logger.getLogger(RunAsks.class.getName());
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int GONE = 404;
    private static final String PLAN = "This session is in plan mode: nothing is changed and nothing is run.";

    private final OpenCodeClient client;
    private final Path workspace;
    private final AgentOutput output;
    private final CallIds ids;
    private final boolean planning;
    private final Consumer<String> failed;
    /** What waits for an answer, by its id, and whether it is a permission. */
    private final Map<String, Boolean> pending = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /** @param failed told with a sentence when OpenCode could not be given an answer */
    RunAsks(OpenCodeClient client, Path workspace, AgentOutput output, CallIds ids, boolean planning, Consumer<String> failed) {
        this.client = client;
        this.workspace = workspace;
        this.output = output;
        this.ids = ids;
        this.planning = planning;
        this.failed = failed;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void permissionAsked(JsonObject asked) {
        String id = asked.getString("id");
        if (!known.add(id)) {
            return;
        }
        if (planning && Asked.isBuilding(asked)) {
            // The configuration lets plan mode ask for none of this; should it ever do so, the answer is known.
            reply(id, PermissionReply.REJECT, PLAN);
            return;
        }
        pending.put(id, true);
        output.ask(Asked.permission(asked, workspace, ids));
    }

    void questionAsked(JsonObject asked) {
        if (known.add(asked.getString("id"))) {
            pending.put(asked.getString("id"), false);
            output.ask(Asked.question(asked, ids));
        }
    }

    /** OpenCode has an answer, or needs none any more. */
    void settled(String id) {
        if (pending.remove(id) != null) {
            output.withdraw(id);
        }
    }

    /** Forgets what OpenCode does not wait for any more. @param open the ids of all that it waits for */
    void keepOnly(Set<String> open) {
        List.copyOf(pending.keySet()).stream().filter(id -> !open.contains(id)).forEach(this::settled);
    }

    void permit(String id, PermissionReply reply, String message) {
        if (pending.remove(id) != null) {
            reply(id, reply, message);
        }
    }

    void answer(String id, List<List<String>> answers) {
        if (pending.remove(id) != null) {
            told(id, answers == null ? client.rejectQuestion(workspace, id) : client.replyQuestion(workspace, id, array(answers)));
        }
    }

    /** Rejects all that waits, before the run is aborted: OpenCode would keep it for ever. */
    void rejectAll() {
        pending.forEach((id, permission) -> ignoreFailure(
                permission ? client.replyPermission(workspace, id, "reject", null) : client.rejectQuestion(workspace, id)));
        pending.clear();
    }

    private void reply(String id, PermissionReply reply, String message) {
        // Never OpenCode's own "always": it would hold for all that runs in the workspace, and Berth keeps its own.
        boolean allowed = reply != PermissionReply.REJECT;
        told(id, client.replyPermission(workspace, id, allowed ? "once" : "reject", allowed ? null : message));
    }

    private void told(String id, CompletionStage<Void> call) {
        call.exceptionally(failure -> {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            if (!(cause instanceof OpenCodeFailure refused && refused.status() == GONE)) {
                LOG.log(Level.WARNING, cause, () -> LogLine.of("OpenCode did not take an answer.", "ask", id));
                failed.accept("OpenCode did not take the answer.");
            }
            return null;
        });
    }

    private static void ignoreFailure(CompletionStage<Void> call) {
        call.exceptionally(failure -> {
            // The run is aborted next in any case, and with it ends what waits.
            LOG.log(Level.FINE, "OpenCode did not take a rejection", failure);
            return null;
        });
    }

    private static JsonArray array(List<List<String>> answers) {
        JsonArrayBuilder all = JSON.createArrayBuilder();
        answers.forEach(texts -> all.add(JSON.createArrayBuilder(texts)));
        return all.build();
    }
}
