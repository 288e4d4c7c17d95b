package dev.berth.session;

import java.util.Map;

/**
 * How an agent is.
 *
 * @param able whether it can answer, as far as it knows
 * @param facts what an operator wants to know, by its name; nothing secret
 */
public record AgentHealth(boolean able, Map<String, String> facts) {

    public static final AgentHealth READY = new AgentHealth(true, Map.of());
}
