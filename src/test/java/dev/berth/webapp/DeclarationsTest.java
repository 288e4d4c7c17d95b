package dev.berth.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.openapi.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The types of the client's modules; that each export is declared is tried beside the modules' own tests. */
@DisplayName("The types of the client's modules")
class DeclarationsTest {

    private static final Path FILE = Path.of("src/main/webapp/js/protocol.d.ts");
    private static final Path COMPILER = Path.of("target/typescript/node_modules/typescript/bin/tsc");
    /** What the types were written against. */
    private static final String VERSION = "5.9.3";
    private static final Pattern INTERFACE = Pattern.compile("^export interface (\\w+) \\{\\n(.*?)^}", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern MEMBER = Pattern.compile("^ {2}(\\w+\\??):", Pattern.MULTILINE);
    private static final Pattern UNION = Pattern.compile("^export type (\\w+Frame) =([^/]*?)\\n\\n", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final Description description = Description.ofFile();
    private final String declared = read();

    @Test
    @DisplayName("describe each resource and each frame as the OpenAPI description does")
    void asDescribed() {
        Map<String, Set<String>> described = new TreeMap<>();
        Map<String, Set<String>> members = members();
        members.keySet().stream().filter(name -> !schema(name).path("properties").isMissingNode())
                .forEach(name -> described.put(name, membersOf(schema(name))));
        assertTrue(described.size() > 40, described.keySet().toString());
        members.keySet().retainAll(described.keySet());
        assertEquals(described, members);
    }

    @Test
    @DisplayName("name the frames of each stream")
    void frames() {
        Map<String, Set<String>> unions = new TreeMap<>();
        Matcher union = UNION.matcher(declared + "\n");
        while (union.find()) {
            unions.put(union.group(1), words(union.group(2)));
        }
        Map<String, Set<String>> described = List.of("StoredFrame", "StreamFrame", "SocketFrame", "DashboardFrame", "ClientFrame").stream()
                .collect(Collectors.toMap(name -> name, this::choicesOf, (a, b) -> a, TreeMap::new));
        assertEquals(described, unions);
    }

    @Test
    @DisplayName("hold what another front end writes, by the TypeScript compiler")
    void compile() throws Exception {
        requireCompiler();
        Node.Said said = Node.run(List.of("node", COMPILER.toString(), "--project", "src/test/js/types"));
        assertEquals("0 ", said.status() + " " + said.words());
    }

    private static void requireCompiler() throws IOException, InterruptedException {
        Node.require("node");
        if (Files.exists(COMPILER)) {
            return;
        }
        Node.require("npm");
        Node.Said said = Node.run(List.of("npm", "install", "--prefix", "target/typescript", "--no-audit", "--no-fund", "--ignore-scripts",
                "typescript@" + VERSION));
        if (said.status() != 0) {
            Node.missing("npm does not fetch the TypeScript compiler: " + said.words().strip());
        }
    }

    private Map<String, Set<String>> members() {
        Map<String, Set<String>> all = new TreeMap<>();
        Matcher each = INTERFACE.matcher(declared);
        while (each.find()) {
            all.put(each.group(1), MEMBER.matcher(each.group(2)).results().map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
        return all;
    }

    /** As TypeScript writes them: with a question mark when they may be missing. */
    private static Set<String> membersOf(JsonNode schema) {
        Set<String> required = schema.path("required").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
        return schema.path("properties").propertyStream().map(Map.Entry::getKey).map(name -> required.contains(name) ? name : name + "?")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> choicesOf(String union) {
        return schema(union).path("oneOf").valueStream().map(each -> each.path("$ref").stringValue().replaceAll(".*/", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode schema(String name) {
        return description.root().at("/components/schemas/" + name);
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read() {
        try {
            return Files.readString(FILE).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new AssertionError(FILE + " cannot be read.", e);
        }
    }
}
