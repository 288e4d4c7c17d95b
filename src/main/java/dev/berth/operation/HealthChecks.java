package dev.berth.operation;

import dev.berth.live.SessionRegistry;
import dev.berth.session.Catalogue;
import dev.berth.session.SessionStore;
import dev.berth.settings.HealthSettings;
import dev.berth.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The health checks, at {@code /health/started}, {@code /health/live} and {@code /health/ready}; {@code docs/operations.md} says
 * what each means and what to do.
 */
@ApplicationScoped
public class HealthChecks {

    @Inject
    private SessionRegistry registry;
    @Inject
    private Settings settings;
    @Resource
    private ManagedThreadFactory threads;

    @Produces
    @ApplicationScoped
    @Startup
    HealthCheck started() {
        return () -> answer("berth", registry.sessions() != null && registry.sessions().hasStarted());
    }

    @Produces
    @ApplicationScoped
    @Liveness
    HealthCheck lanes() {
        return () -> answer("lanes", registry.sessions().isBeating());
    }

    @Produces
    @ApplicationScoped
    @Readiness
    HealthCheck sessions() {
        SessionStore store = registry.store();
        return watch("sessions", () -> Checks.sessions(registry.sessions(), store));
    }

    @Produces
    @ApplicationScoped
    @Readiness
    HealthCheck folder() {
        SessionStore store = registry.store();
        return watch("folder", () -> Checks.folder(store));
    }

    @Produces
    @ApplicationScoped
    @Readiness
    HealthCheck disk() {
        SessionStore store = registry.store();
        HealthSettings wanted = settings.health();
        return watch("disk", () -> Checks.disk(store, wanted));
    }

    @Produces
    @ApplicationScoped
    @Readiness
    HealthCheck catalogue() {
        Catalogue catalogue = registry.catalogue();
        return watch("catalogue", () -> Checks.catalogue(catalogue));
    }

    @Produces
    @ApplicationScoped
    @Readiness
    HealthCheck agent() {
        HealthSettings wanted = settings.health();
        return watch("agent", () -> Checks.agent(registry.agentHealth(), wanted));
    }

    private Watch watch(String name, Supplier<Finding> look) {
        // A thread for each look: a pool's threads would all be lost to one disk that hangs.
        Executor ownThread = work -> threads.newThread(work).start();
        return new Watch(name, look, ownThread);
    }

    private static HealthCheckResponse answer(String name, boolean well) {
        return HealthCheckResponse.named(name).status(well).build();
    }
}
