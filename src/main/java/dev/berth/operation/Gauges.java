package dev.berth.operation;

import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Puts figures into a registry of MicroProfile Metrics. All are gauges, also those that only grow: a counter of that registry would
 * have to be told of each event, while these are read where they are kept, when somebody asks.
 */
final class Gauges {

    private static final double NANOS_A_SECOND = 1e9;

    private final MetricRegistry registry;

    Gauges(MetricRegistry registry) {
        this.registry = registry;
    }

    void number(String name, String meaning, LongSupplier figure, Tag... tags) {
        registry.gauge(metadata(name, meaning), () -> Long.valueOf(figure.getAsLong()), tags);
    }

    /** @param nanos in nanoseconds; shown in seconds */
    void seconds(String name, String meaning, LongSupplier nanos, Tag... tags) {
        registry.gauge(metadata(name, meaning), () -> Double.valueOf(nanos.getAsLong() / NANOS_A_SECOND), tags);
    }

    private static Metadata metadata(String name, String meaning) {
        return Metadata.builder().withName(name).withDescription(meaning).withUnit(MetricUnits.NONE).build();
    }
}
