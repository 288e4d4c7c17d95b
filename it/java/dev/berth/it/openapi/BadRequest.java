package dev.berth.it.openapi;

import dev.berth.openapi.Description;
import dev.berth.openapi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A request that nobody should send.
 *
 * @param query with its question mark; empty for none
 * @param body null for none
 * @param status how it must be answered; 0 when that depends
 */
record BadRequest(String id, String query, String body, int status, String... headers) {

    private static final Pattern OTHER_PARAMETER = Pattern.compile("\\{\\w+}");
    private static final int BODY_MAX = 65_536;
    private static final String BAD_ID = "no%20id";

    /** The path below {@code /api}; what is not the session's id is some word that nothing has as its name. */
    String pathOf(Operation operation) {
        String path = operation.path().substring("/api".length()).replace("{id}", id);
        return OTHER_PARAMETER.matcher(path).replaceAll("none") + query;
    }

    /** Bad requests for an operation, made from its description. @param id a session */
    static List<BadRequest> of(Operation operation, Description description, String id) {
        List<BadRequest> all = new ArrayList<>();
        JsonNode schema = description.resolve(operation.node().path("requestBody")).path("content").path("application/json")
                .path("schema");
        String body = schema.isObject() ? "{}" : null;
        all.add(new BadRequest(id, "", body, 403, "Origin", "http://elsewhere.example"));
        all.add(new BadRequest(id, "?token=secret", body, 401));
        all.add(new BadRequest(id, "", body, 0));
        if (operation.path().contains("{id}")) {
            all.add(new BadRequest("it-nobody", "", body, 0));
            if (body == null) {
                all.add(new BadRequest(BAD_ID, "", null, operation.path().endsWith("/websocket") ? 426 : 400));
            }
        }
        operation.parameters().map(description::resolve).forEach(parameter -> ofParameter(parameter, description, id, body, all));
        if (body != null) {
            ofBody(description.resolve(schema), description, id, all);
        }
        return all;
    }

    private static void ofParameter(JsonNode parameter, Description description, String id, String body, List<BadRequest> all) {
        String name = parameter.path("name").asString();
        for (String wrong : wrongTexts(description.resolve(parameter.path("schema")))) {
            if (parameter.path("in").asString().equals("query")) {
                all.add(new BadRequest(id, "?" + name + "=" + wrong, body, 0));
            } else if (parameter.path("in").asString().equals("header")) {
                all.add(new BadRequest(id, "", body, 0, name, wrong));
            }
        }
    }

    private static List<String> wrongTexts(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "integer" -> List.of("x", "-1", "99999999999999999999", "1.5");
            default -> schema.has("pattern") || schema.has("enum") ? List.of("no!", "-", "x".repeat(200)) : List.of("%20", "x".repeat(200), "");
        };
    }

    private static void ofBody(JsonNode schema, Description description, String id, List<BadRequest> all) {
        all.add(new BadRequest(id, "", "{}", 415, "Content-Type", "text/plain"));
        all.add(new BadRequest(id, "", "{\"x\":\"" + "x".repeat(BODY_MAX) + "\"}", 413));
        List.of("", "{", "[]", "null", "\"x\"", "{\"a\":1}x").forEach(text -> all.add(new BadRequest(id, "", text, 400)));
        schema.path("properties").propertyStream().forEach(property -> {
            for (String wrong : wrongValues(description.resolve(property.getValue()))) {
                all.add(new BadRequest(id, "", "{\"" + property.getKey() + "\":" + wrong + "}", 0));
            }
        });
    }

    private static List<String> wrongValues(JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "string" -> List.of("5", "{}", "[]", "true", "\"\"", "\"\\u0000\"", "\"" + "x".repeat(20_000) + "\"", "null");
            case "integer" -> List.of("\"x\"", "1.5", "-1", "99999999999999999999", "null", "[]");
            case "array" -> List.of("5", "\"x\"", "{}", "[5]", "[[]]", "[[5]]", "null");
            default -> List.of("null", "5", "{}");
        };
    }
}
