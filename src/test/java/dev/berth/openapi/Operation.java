package dev.berth.openapi;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One method of one address.
 *
 * @param path with its parameters in braces
 * @param shared what holds for all methods of the address
 */
public record Operation(String method, String path, JsonNode node, JsonNode shared) {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    /** Such as {@code GET /api/sessions}. */
    public String name() {
        return method + " " + path;
    }

    /** Its parameters, which may be references. */
    public Stream<JsonNode> parameters() {
        return Stream.concat(shared.path("parameters").valueStream(), node.path("parameters").valueStream());
    }

    /** Whether a request with this path is for it. */
    boolean matches(String requested) {
        return Pattern.matches("\\Q" + PARAMETER.matcher(path).replaceAll("\\\\E[^/]+\\\\Q") + "\\E", requested);
    }

    /** How many parameters its path has; the fewer, the better it fits. */
    int looseness() {
        return (int) PARAMETER.matcher(path).results().count();
    }
}
