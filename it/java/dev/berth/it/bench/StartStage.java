package dev.berth.it.bench;

import dev.berth.it.bench.client.ClosedLoop;
import java.util.ArrayList;
import java.util.List;

/** How long a start takes with nothing on disk, and how fast the server is right after it: appends by 32 clients, step by step. */
final class StartStage implements Stage {

    private static final int STEPS = 6;
    private static final double STEP_SECONDS_MAX = 5;
    private static final int CLIENTS = 32;

    @Override
    public List<String> workloads() {
        List<String> names = new ArrayList<>(List.of("ready"));
        for (int i = 1; i <= STEPS; i++) {
            names.add("early" + i);
        }
        return names;
    }

    @Override
    public void run(Round round) {
        double step = Math.min(STEP_SECONDS_MAX, round.options().seconds());
        try (RunningServer server = round.start(); ClosedLoop loop = new ClosedLoop(server.loop(), server.port(), CLIENTS)) {
            round.out().accept("ready", new Figures().put(Figure.SECONDS, server.ready().toMillis() / 1e3));
            ClosedLoop.Source appends = LoopWorkloads.append(server);
            for (int i = 1; i <= STEPS; i++) {
                Usage before = Usage.now(server.use());
                ClosedLoop.Outcome outcome = loop.runFor(step, appends);
                round.out().accept("early" + i, Figures.of(outcome, Usage.now(server.use()).since(before)));
            }
        }
    }
}
