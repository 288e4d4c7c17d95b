package dev.berth.live;

import dev.berth.session.Agent;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.PermissionReply;
import dev.berth.session.Prompt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent that says nothing by itself: the test speaks for it. */
final class ScriptedAgent implements Agent {

    final List<Prompt> prompts = new CopyOnWriteArrayList<>();
    final List<AgentOutput> outputs = new CopyOnWriteArrayList<>();
    final List<String> answers = new CopyOnWriteArrayList<>();
    final List<String> forgotten = new CopyOnWriteArrayList<>();
    volatile boolean takesFiles = true;
    volatile CompletableFuture<Void> release = CompletableFuture.completedFuture(null);

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean takesFiles() {
        return takesFiles;
    }

    @Override
    public AgentRun start(Prompt prompt, AgentOutput output) {
        prompts.add(prompt);
        outputs.add(output);
        return new Run();
    }

    AgentOutput latest() {
        return outputs.get(outputs.size() - 1);
    }

    @Override
    public void forget(String sessionId, Map<String, String> memory) {
        forgotten.add(sessionId);
    }

    private final class Run implements AgentRun {

        @Override
        public CompletionStage<Void> stop() {
            return release;
        }

        @Override
        public void permit(String permissionId, PermissionReply reply, String message) {
            answers.add(permissionId + ' ' + reply + ' ' + message);
        }

        @Override
        public void answer(String questionId, List<List<String>> given) {
            answers.add(questionId + ' ' + given);
        }
    }
}
