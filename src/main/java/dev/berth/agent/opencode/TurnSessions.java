package dev.berth.agent.opencode;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * OpenCode's sessions of one turn: its own and those of its sub-agents, each with the tool call it belongs to. Changed under the
 * lock of its run; who is among them may be looked up by any thread.
 */
final class TurnSessions {

    private final Map<String, String> parentCalls = new HashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Consumer<String> onSubAgent;

    /** @param onSubAgent told each session of a sub-agent, once */
    TurnSessions(String own, Consumer<String> onSubAgent) {
        this.onSubAgent = onSubAgent;
        ids.add(own);
    }

    /** A live view. */
    Set<String> ids() {
        return ids;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** The tool call that a sub-agent's session belongs to, or null. */
    String parentCall(String id) {
        return parentCalls.get(id);
    }

    /** Takes a session in that one of these has made. */
    void created(JsonObject info) {
        if (contains(info.getString("parentID", ""))) {
            take(info.getString("id"));
        }
    }

    /**
     * Takes in the session that a tool call is answered in. One that is called again is not created again, and the event that it
     * was created may have been lost.
     *
     * @return whether it was not known
     */
    boolean called(String child, String callId) {
        parentCalls.putIfAbsent(child, callId);
        return take(child);
    }

    private boolean take(String child) {
        boolean isNew = ids.add(child);
        if (isNew) {
            onSubAgent.accept(child);
        }
        return isNew;
    }
}
