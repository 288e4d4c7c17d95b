package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.openapi.Description;
import dev.berth.openapi.Operation;
import dev.berth.openapi.Schemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The OpenAPI description")
class OpenApiTest {

    private static final Set<String> ROUTES = DeclaredRoutes.all();
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Description description = Description.ofFile();
    private final List<Operation> operations = description.operations();

    @Test
    @DisplayName("has every route of the code")
    void everyRoute() {
        assertEquals(Set.of(), without(ROUTES, names()));
    }

    @Test
    @DisplayName("has no route that the code has not")
    void noOtherRoute() {
        assertEquals(Set.of(), without(names(), ROUTES));
    }

    @Test
    @DisplayName("names every operation once, with a summary and a group that is described")
    void namesAndGroups() {
        List<String> ids = operations.stream().map(operation -> operation.node().path("operationId").asString()).toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), ids::toString);
        Set<String> groups = description.root().path("tags").valueStream().map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        for (Operation operation : operations) {
            assertTrue(operation.node().path("summary").isString(), operation::name);
            assertTrue(groups.contains(operation.node().path("tags").path(0).asString("")), operation::name);
        }
    }

    @Test
    @DisplayName("describes the parameters of each path, and no other ones as such")
    void pathParameters() {
        for (Operation operation : operations) {
            Set<String> described = operation.parameters().map(description::resolve)
                    .filter(parameter -> parameter.path("in").asString().equals("path") && parameter.path("required").asBoolean())
                    .map(parameter -> parameter.path("name").asString()).collect(Collectors.toSet());
            assertEquals(PARAMETER.matcher(operation.path()).results().map(found -> found.group(1)).collect(Collectors.toSet()), described,
                    operation::name);
        }
    }

    @Test
    @DisplayName("says nothing twice and nothing in vain: every reference leads somewhere, and everything shared is used")
    void references() {
        Set<String> used = new TreeSet<>();
        all(description.root()).filter(node -> node.path("$ref").isString()).forEach(node -> {
            description.resolve(node);
            used.add(node.path("$ref").stringValue());
        });
        Set<String> shared = new TreeSet<>();
        description.root().path("components").propertyStream().filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> kind.getValue().propertyNames().forEach(name -> shared.add("#/components/" + kind.getKey() + "/" + name)));
        // What clients send over a WebSocket has no place of its own in OpenAPI; the operation's description names it.
        used.add("#/components/schemas/ClientFrame");
        assertEquals(shared, used);
    }

    @Test
    @DisplayName("leaves no member without a value, as YAML does after a comma too many")
    void values() {
        List<String> empty = new ArrayList<>();
        all(description.root()).forEach(node -> node.properties().stream().filter(member -> member.getValue().isNull())
                .forEach(member -> empty.add(member.getKey())));
        assertEquals(List.of(), empty);
    }

    @Test
    @DisplayName("gives an example for each body, which is what the description says")
    void examples() {
        Schemas schemas = new Schemas(description);
        for (Operation operation : operations) {
            JsonNode body = description.resolve(operation.node().path("requestBody"));
            body.path("content").forEach(content -> {
                assertTrue(content.has("example"), operation::name);
                assertEquals(List.of(), schemas.faults(content.path("schema"), content.path("example")), operation::name);
            });
        }
    }

    private Set<String> names() {
        return operations.stream().map(Operation::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        return all.stream().filter(name -> !others.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> all(JsonNode node) {
        return Stream.concat(Stream.of(node), node.valueStream().flatMap(OpenApiTest::all));
    }
}
