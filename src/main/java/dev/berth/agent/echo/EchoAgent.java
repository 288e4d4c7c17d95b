package dev.berth.agent.echo;

import dev.berth.session.Agent;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.PermissionReply;
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
    public boolean takesFiles() {
        return true;
    }

    @Override
    public AgentRun start(Prompt prompt, AgentOutput output) {
        List<Consumer<AgentOutput>> steps = EchoScript.of(prompt.content(), prompt.files());
        Walk walk = new Walk(steps.iterator(), output);
        walk.goOn();
        return walk;
    }

    /** One walk through the steps. */
    private final class Walk implements AgentRun {

        private final AgentOutput output;
        private volatile Iterator<Consumer<AgentOutput>> steps;
        private volatile boolean stopped;

        Walk(Iterator<Consumer<AgentOutput>> steps, AgentOutput output) {
            this.steps = steps;
            this.output = output;
        }

        void goOn() {
            if (pause.isZero()) {
                steps.forEachRemaining(step -> step.accept(output));
            } else {
                timer.schedule(this::step, pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void permit(String permissionId, PermissionReply reply, String message) {
            goOn(EchoScript.permitted(reply, message));
        }

        @Override
        public void answer(String questionId, List<List<String>> answers) {
            goOn(EchoScript.answered(answers));
        }

        private void goOn(List<Consumer<AgentOutput>> more) {
            steps = more.iterator();
            goOn();
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
