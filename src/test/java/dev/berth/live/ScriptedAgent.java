package dev.berth.live;

import dev.berth.session.Agent;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.Prompt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent that says nothing by itself: the test speaks for it. */
final class ScriptedAgent implements Agent {

    final List<Prompt> prompts = new CopyOnWriteArrayList<>();
    final List<AgentOutput> outputs = new CopyOnWriteArrayList<>();
    volatile CompletableFuture<Void> release = CompletableFuture.completedFuture(null);

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public AgentRun start(Prompt prompt, AgentOutput output) {
        prompts.add(prompt);
        outputs.add(output);
        return () -> release;
    }

    AgentOutput latest() {
        return outputs.get(outputs.size() - 1);
    }
}
