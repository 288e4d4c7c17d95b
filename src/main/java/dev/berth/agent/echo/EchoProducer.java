package dev.berth.agent.echo;

import dev.berth.session.Agent;
import dev.berth.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Makes the echo agent, with one thread for all its pauses. */
@ApplicationScoped
public class EchoProducer {

    @Resource
    private ManagedThreadFactory threads;
    private ScheduledThreadPoolExecutor timer;

    @Produces
    @ApplicationScoped
    @Named("echo")
    Agent agent(Settings settings) {
        timer = new ScheduledThreadPoolExecutor(1, threads);
        return new EchoAgent(settings.echoPause(), timer);
    }

    @PreDestroy
    void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
