package dev.berth.agent.opencode;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The turns that run now, found by OpenCode's sessions, which are those of the turns and those of their sub-agents. */
final class Runs {

    private final Map<String, OpenCodeRun> byOpenCodeSession = new ConcurrentHashMap<>();
    private final Map<String, OpenCodeRun> bySession = new ConcurrentHashMap<>();

    void begin(OpenCodeRun run) {
        bySession.put(run.sessionId(), run);
    }

    /** Has the events of a session of OpenCode go to a run from now on. */
    void enter(String openCodeSession, OpenCodeRun run) {
        byOpenCodeSession.put(openCodeSession, run);
    }

    Optional<OpenCodeRun> of(String openCodeSession) {
        return Optional.ofNullable(byOpenCodeSession.get(openCodeSession));
    }

    Optional<OpenCodeRun> ofSession(String sessionId) {
        return Optional.ofNullable(bySession.get(sessionId));
    }

    void leave(OpenCodeRun run) {
        byOpenCodeSession.values().removeIf(run::equals);
        bySession.remove(run.sessionId(), run);
    }

    Collection<OpenCodeRun> all() {
        return bySession.values();
    }
}
