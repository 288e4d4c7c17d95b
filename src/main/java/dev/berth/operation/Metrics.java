package dev.berth.operation;

import dev.berth.live.SessionRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Publishes the figures at {@code /metrics}, with the application. */
@Singleton
@Startup
@DependsOn("SessionRegistry")
public class Metrics {

    @Inject
    private MetricRegistry metrics;
    @Inject
    private SessionRegistry registry;
    @Resource
    private ManagedThreadFactory threads;

    @PostConstruct
    void publish() {
        new Figures(new Gauges(metrics), work -> threads.newThread(work).start()).publish(registry.sessions(), registry.store());
    }
}
