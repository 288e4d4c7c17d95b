package dev.berth.operation;

import java.util.Map;

/**
 * What a look at something has shown.
 *
 * @param well whether it is as it must be
 * @param facts texts, numbers or truth values by their names; no version, no path, no user and nothing of what is said
 */
record Finding(boolean well, Map<String, Object> facts) {

    static Finding of(boolean well) {
        return new Finding(well, Map.of());
    }

    static Finding of(boolean well, String fact, Object value) {
        return new Finding(well, Map.of(fact, value));
    }
}
