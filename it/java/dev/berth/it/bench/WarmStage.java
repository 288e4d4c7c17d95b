package dev.berth.it.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server does once it is warm: all workloads are run several times, and only the last time counts. */
final class WarmStage implements Stage {

    /** After one round a JVM on two cores is still busy compiling, half of its time; what it does then says {@link StartStage}. */
    private static final int WARMING_ROUNDS = 2;

    private final Map<String, Workload> workloads = new LinkedHashMap<>(LoopWorkloads.all());

    WarmStage() {
        workloads.put("fanout300", new FanOut(300));
        workloads.put("fanout1000", new FanOut(1_000));
    }

    @Override
    public List<String> workloads() {
        return List.copyOf(workloads.keySet());
    }

    @Override
    public void run(Round round) {
        double seconds = round.options().seconds();
        try (RunningServer server = round.start()) {
            for (int i = 0; i < WARMING_ROUNDS; i++) {
                wanted(round).values().forEach(workload -> measure(workload, server, seconds));
            }
            wanted(round).forEach((name, workload) -> round.out().accept(name, measure(workload, server, seconds)));
        }
    }

    /** One that cannot be finished must not keep the others from being measured. */
    private static Figures measure(Workload workload, RunningServer server, double seconds) {
        try {
            return workload.run(server, seconds);
        } catch (IllegalStateException e) {
            return new Figures().lastError(e.getMessage());
        }
    }

    private Map<String, Workload> wanted(Round round) {
        Map<String, Workload> wanted = new LinkedHashMap<>(workloads);
        wanted.keySet().removeIf(name -> !round.options().wants(name));
        return wanted;
    }
}
