package dev.berth.operation;

import dev.berth.live.LiveSessions;
import dev.berth.session.AgentHealth;
import dev.berth.session.Catalogue;
import dev.berth.session.SessionStore;
import dev.berth.settings.HealthSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What is looked at to say how Berth is. What cannot be seen throws. */
final class Checks {

    private static final long MEBIBYTE = 1L << 20;
    /** An agent's other facts, such as its version, are not for everyone who may ask. */
    private static final Set<String> SHOWN = Set.of("state", "restarts", "turns");
    private static final Catalogue.Query ANYTHING = new Catalogue.Query("health", null, null, null, null, null, null, 1);

    private Checks() {
    }

    /** New sessions and writes are taken: the start is done, and the end has not begun. Shows how many sessions are set aside. */
    static Finding sessions(LiveSessions sessions, SessionStore store) {
        return new Finding(sessions.isOpen(), Map.of("open", sessions.openCount(), "quarantined", store.quarantinedCount()));
    }

    /** A small file can be written where the sessions are, made durable and taken away. */
    static Finding folder(SessionStore store) {
        store.requireWritable();
        return Finding.of(true);
    }

    /** There is room on the disk of the sessions. */
    static Finding disk(SessionStore store, HealthSettings settings) {
        long free = store.freeBytes() / MEBIBYTE;
        return new Finding(free >= settings.diskFreeMin(), Map.of("freeMiB", free, "minMiB", settings.diskFreeMin()));
    }

    /** The list of sessions can be read. */
    static Finding catalogue(Catalogue catalogue) {
        catalogue.list(ANYTHING);
        return Finding.of(true);
    }

    /**
     * The agent can answer, as far as it knows. An agent that cannot is shown, and makes Berth unready only where
     * {@code berth.health.agent-required} is set: without it sessions can still be read, followed, searched and written to, turns
     * say in one sentence why they fail, and taking every server out of service would take the history away as well.
     */
    static Finding agent(AgentHealth agent, HealthSettings settings) {
        Map<String, Object> facts = new HashMap<>();
        agent.facts().forEach((name, fact) -> {
            if (SHOWN.contains(name)) {
                facts.put(name, fact);
            }
        });
        facts.put("able", agent.able());
        return new Finding(agent.able() || !settings.agentRequired(), facts);
    }
}
