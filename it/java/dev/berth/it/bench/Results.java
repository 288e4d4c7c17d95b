package dev.berth.it.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of all workloads, of Berth and of the peer. */
final class Results {

    private final Map<String, Figures> berth = new HashMap<>();
    private final Map<String, Figures> peer = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    void put(boolean isBerth, String workload, Figures figures) {
        (isBerth ? berth : peer).put(workload, figures);
        double errors = figures.get(Figure.ERRORS).orElse(0.0);
        if (errors > 0 || figures.lastError().isPresent()) {
            String who = isBerth ? "Berth" : "peer";
            faults.add("%s, %s: %.0f errors; %s".formatted(who, workload, errors, figures.lastError().orElse("no reason given")));
        }
    }

    Optional<Double> berth(String workload, Figure figure) {
        return Optional.ofNullable(berth.get(workload)).flatMap(figures -> figures.get(figure));
    }

    Optional<Double> peer(String workload, Figure figure) {
        return Optional.ofNullable(peer.get(workload)).flatMap(figures -> figures.get(figure));
    }

    /** What went wrong, a sentence each; figures of such workloads say little. */
    List<String> faults() {
        return faults;
    }
}
