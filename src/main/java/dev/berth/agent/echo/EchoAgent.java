package dev.berth.agent.echo;

import dev.berth.session.Agent;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.Prompt;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says what it was told, word by word with a pause between. It holds no thread while it pauses. */
public final class EchoAgent implements Agent {

    private final Duration pause;
    private final ScheduledExecutorService timer;

    public EchoAgent(Duration pause, ScheduledExecutorService timer) {
        this.pause = pause;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public AgentRun start(Prompt prompt, AgentOutput output) {
        List<Consumer<AgentOutput>> steps = EchoScript.of(prompt.content());
        if (pause.isZero()) {
            steps.forEach(step -> step.accept(output));
            return () -> CompletableFuture.completedFuture(null);
        }
        Walk walk = new Walk(steps.iterator(), output);
        walk.goOn();
        return walk;
    }

    /** One walk through the steps. */
    private final class Walk implements AgentRun {

        private final Iterator<Consumer<AgentOutput>> steps;
        private final AgentOutput output;
        private volatile boolean stopped;

        Walk(Iterator<Consumer<AgentOutput>> steps, AgentOutput output) {
            this.steps = steps;
            this.output = output;
        }

        void goOn() {
            timer.schedule(this::step, pause.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public CompletionStage<Void> stop() {
            stopped = true;
            return CompletableFuture.completedFuture(null);
        }

        private void step() {
            if (!stopped && steps.hasNext()) {
                steps.next().accept(output);
                goOn();
            }
        }
    }
}
