package dev.berth.it.bench;

import dev.berth.it.bench.client.ClosedLoop.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The figures of one workload on one server. */
final class Figures {

    private final Map<Figure, Double> values = new EnumMap<>(Figure.class);
    private String lastError;

    /** The figures that every closed loop has. */
    static Figures of(Outcome outcome, Usage used) {
        int count = outcome.nanos().length;
        return new Figures().put(Figure.PER_SECOND, count / outcome.seconds()).latencies(outcome.nanos()).costs(used, count)
                .put(Figure.ERRORS, outcome.errors()).lastError(outcome.lastError());
    }

    Figures put(Figure figure, double value) {
        if (Double.isFinite(value)) {
            values.put(figure, value);
        }
        return this;
    }

    /** @param ascending nanoseconds in ascending order */
    Figures latencies(long[] ascending) {
        return put(Figure.P50, Quantiles.millis(ascending, 0.5)).put(Figure.P99, Quantiles.millis(ascending, 0.99));
    }

    Figures costs(Usage used, long operations) {
        return put(Figure.CPU, used.serverMillis() / operations).put(Figure.CLIENT_CPU, used.clientMillis() / operations);
    }

    Figures lastError(String words) {
        lastError = words;
        return this;
    }

    Optional<Double> get(Figure figure) {
        return Optional.ofNullable(values.get(figure));
    }

    Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    Map<Figure, Double> values() {
        return values;
    }
}
