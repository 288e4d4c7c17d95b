package dev.berth.operation;

import dev.berth.log.LogLine;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** One health check. What becomes of it is logged when that changes, and not each time somebody asks. */
final class Watch implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(Watch.class.getName());

    private final String name;
    private final Look<Finding> look;
    private final AtomicBoolean well = new AtomicBoolean(true);

    /** @param look what it throws is what is wrong */
    Watch(String name, Supplier<Finding> look, Executor threads) {
        this.name = name;
        this.look = new Look<>(() -> guarded(look), Finding.of(false, "reason", "no answer"), threads);
    }

    @Override
    public HealthCheckResponse call() {
        Finding finding = look.see();
        if (well.getAndSet(finding.well()) != finding.well()) {
            LOG.warning(() -> LogLine.of(finding.well() ? "A health check is well again." : "A health check is down.", "check", name,
                    "facts", finding.facts()));
        }
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(finding.well());
        finding.facts().forEach((fact, value) -> add(response, fact, value));
        return response.build();
    }

    private Finding guarded(Supplier<Finding> supplier) {
        try {
            return supplier.get();
        } catch (RuntimeException e) {
            // The sentence names paths, which are for the log and not for everyone who may ask.
            LOG.log(well.get() ? Level.WARNING : Level.FINE, e, () -> LogLine.of("A health check failed.", "check", name));
            return Finding.of(false);
        }
    }

    private static void add(HealthCheckResponseBuilder response, String fact, Object value) {
        if (value instanceof Boolean truth) {
            response.withData(fact, truth);
        } else if (value instanceof Number number) {
            response.withData(fact, number.longValue());
        } else {
            response.withData(fact, value.toString());
        }
    }
}
