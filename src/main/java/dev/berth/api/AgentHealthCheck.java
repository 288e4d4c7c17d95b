package dev.berth.api;

import dev.berth.live.SessionRegistry;
import dev.berth.session.AgentHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows how the agent is. It is up also when the agent cannot answer, since everything else works: sessions can be read,
 * followed and written to, and turns say why they fail.
 */
@Readiness
@ApplicationScoped
public class AgentHealthCheck implements HealthCheck {

    @Inject
    private SessionRegistry registry;

    @Override
    public HealthCheckResponse call() {
        AgentHealth health = registry.agentHealth();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("agent").up().withData("able", health.able());
        health.facts().forEach(response::withData);
        return response.build();
    }
}
