package dev.berth.it.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The figures of all workloads, of Berth and of the peer. */
final class Results {

    private final Map<String, Figures> berth = new HashMap<>();
    private final Map<String, Figures> peer = new HashMap<>();

    void put(boolean isBerth, String workload, Figures figures) {
        (isBerth ? berth : peer).put(workload, figures);
    }

    Optional<Double> berth(String workload, Figure figure) {
        return Optional.ofNullable(berth.get(workload)).flatMap(figures -> figures.get(figure));
    }

    Optional<Double> peer(String workload, Figure figure) {
        return Optional.ofNullable(peer.get(workload)).flatMap(figures -> figures.get(figure));
    }
}
