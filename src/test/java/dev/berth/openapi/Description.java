package dev.berth.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** An OpenAPI document: what a server serves, or the file that it comes from. */
public final class Description {

    private static final String FILE = "/META-INF/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode root;

    private Description(JsonNode root) {
        this.root = root;
    }

    public static Description ofJson(String json) {
        return new Description(new JsonMapper().readTree(json));
    }

    /** The file in the WAR. */
    public static Description ofFile() {
        try (InputStream in = Description.class.getResourceAsStream(FILE)) {
            return new Description(new YAMLMapper().readTree(Objects.requireNonNull(in, "no " + FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode root() {
        return root;
    }

    public List<Operation> operations() {
        return root.path("paths").propertyStream().flatMap(path -> path.getValue().propertyStream()
                .filter(method -> METHODS.contains(method.getKey())).map(method -> operation(path, method))).toList();
    }

    /** The operation that a request is for. */
    public Optional<Operation> find(String method, String path) {
        return operations().stream().filter(operation -> operation.method().equals(method) && operation.matches(path))
                .min(Comparator.comparingInt(Operation::looseness));
    }

    /** What a node says itself, or where it refers to. */
    public JsonNode resolve(JsonNode node) {
        JsonNode ref = node.path("$ref");
        if (!ref.isString()) {
            return node;
        }
        JsonNode found = root.at(ref.stringValue().substring(1));
        if (found.isMissingNode()) {
            throw new AssertionError(ref.stringValue() + " leads nowhere.");
        }
        return resolve(found);
    }

    private static Operation operation(Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> method) {
        return new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue(), path.getValue());
    }
}
