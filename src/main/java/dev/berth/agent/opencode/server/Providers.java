package dev.berth.agent.opencode.server;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.TreeSet;

/**
 * Which providers OpenCode may ask. When nobody configures one, OpenCode asks the one of its own makers, which needs no key: what is
 * said in a session would leave the machine without anybody having said so.
 */
final class Providers {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String MAKERS = "opencode";

    private Providers() {
    }

    /** Those that the operator has disabled, and OpenCode's own unless it is asked for by name. @param model of the settings, or null */
    static JsonArray disabled(String model, JsonObject operators) {
        TreeSet<String> disabled = new TreeSet<>(texts(operators, "disabled_providers"));
        boolean named = isMakers(model) || isMakers(operators.getString("model", null))
                || texts(operators, "enabled_providers").contains(MAKERS)
                || operators.get("provider") instanceof JsonObject providers && providers.containsKey(MAKERS);
        if (!named) {
            disabled.add(MAKERS);
        }
        JsonArrayBuilder array = JSON.createArrayBuilder();
        disabled.forEach(array::add);
        return array.build();
    }

    private static boolean isMakers(String model) {
        return model != null && model.startsWith(MAKERS + "/");
    }

    private static List<String> texts(JsonObject operators, String name) {
        return operators.get(name) instanceof JsonArray array
                ? array.stream().filter(JsonString.class::isInstance).map(text -> ((JsonString) text).getString()).toList() : List.of();
    }
}
