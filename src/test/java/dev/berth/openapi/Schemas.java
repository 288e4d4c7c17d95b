package dev.berth.openapi;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds values against the schemas of a description. Stricter than clients should be: a member that the description does not
 * name is a fault, or nobody would notice one that was forgotten there.
 */
public final class Schemas {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String OTHERS = "additionalProperties";

    private final Description description;
    private final JsonNode components;
    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    public Schemas(Description description) {
        this.description = description;
        this.components = closed(description.root().path("components"));
    }

    /** What is wrong with a value, as sentences; none when nothing is. @param schema one of the description, or a reference to one */
    public List<String> faults(JsonNode schema, String json) {
        return faults(schema, JSON.readTree(json));
    }

    public List<String> faults(JsonNode schema, JsonNode value) {
        JsonNode narrowed = narrowed(schema, value);
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(closed(narrowed));
        whole.set("components", components);
        return registry.getSchema(whole).validate(value).stream().map(Object::toString).toList();
    }

    /** Of a choice of frames the one with the value's type, so that what is wrong is said of that one and not of all others too. */
    private JsonNode narrowed(JsonNode schema, JsonNode value) {
        String type = value.path("type").asString("");
        return description.resolve(schema).path("oneOf").valueStream().filter(choice -> description.resolve(choice).at(
                "/properties/type/enum").valueStream().anyMatch(name -> name.asString("").equals(type))).findFirst().orElse(schema);
    }

    private static JsonNode closed(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && !object.has(OTHERS)) {
            object.put(OTHERS, false);
        }
        node.forEach(Schemas::close);
    }
}
