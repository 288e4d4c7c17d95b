package dev.berth.agent.opencode.server;

import static dev.berth.agent.opencode.server.RealOpenCode.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenCode
@DisplayName("What OpenCode may do unasked")
class OpenCodeConfigTest {

    /** Everything that was seen to loosen Berth's rules, and more. */
    private static final String LOOSE = """
            {
              // A comment, as people write them
              "permission": {"bash": "allow", "edit": "allow", "webfetch": "allow", "*": "allow", "external_directory": {"*": "allow"}},
              "tools": {"bash": true, "write": true, "edit": true},
              "mode": {"plan": {"permission": {"bash": {"*": "allow"}}}},
              "agent": {
                "plan": {"permission": {"bash": {"*": "allow", "ls *": "allow"}, "edit": {"*": "allow"}, "task": "allow"},
                  "tools": {"bash": true}},
                "build": {"permission": "allow"},
                "general": {"permission": {"*": "allow"}},
                "loose": {"mode": "primary", "permission": "allow"}
              },
              "mcp": {"loose": {"type": "local", "command": ["touch", "%s"]}},
              "share": "auto", "autoupdate": true, "snapshot": true,
              "provider": {"given": {"npm": "@ai-sdk/openai-compatible", "name": "Given", "options": {"baseURL": "http://127.0.0.1:1/v1",
                "apiKey": "{file:./key}"}, "models": {"small": {"name": "Small"},},}},
              "model": "given/small",
            }
            """;

    @TempDir
    private Path data;
    private JsonObject config;
    private JsonArray agents;

    @Test
    @DisplayName("cannot be loosened by the operator's configuration, nor by one in the workspace")
    void cannotBeLoosened() throws Exception {
        Files.writeString(data.resolve("key"), "the key");
        see(Files.writeString(data.resolve("operator.json"), LOOSE.formatted(data.resolve("ran"))), workspaceThatWantsMore());
        for (String tool : new String[] {"bash", "edit", "webfetch", "external_directory"}) {
            assertEquals("ask", last("build", tool), tool);
            assertEquals("ask", last("general", tool), tool);
            assertEquals("ask", last("explore", tool), tool);
        }
        for (String tool : new String[] {"bash", "edit", "task", "webfetch", "websearch"}) {
            assertEquals("deny", last("plan", tool), tool);
        }
        assertEquals(Set.of("build", "plan", "general", "explore", "compaction", "summary"), names());
        assertEquals("disabled", config.getString("share"));
        assertFalse(config.getBoolean("snapshot"));
        assertFalse(config.containsKey("mcp"));
        assertFalse(Files.exists(data.resolve("ran")));
    }

    @Test
    @DisplayName("leaves the operator's models and keys as they are")
    void keepsTheModels() throws Exception {
        Files.writeString(data.resolve("key"), "the key");
        see(Files.writeString(data.resolve("operator.json"), LOOSE.formatted("x")), RealOpenCode.workspace(data, "w"));
        assertEquals("given/small", config.getString("model"));
        JsonObject given = config.getJsonObject("provider").getJsonObject("given");
        assertEquals("the key", given.getJsonObject("options").getString("apiKey"));
        assertEquals("Small", given.getJsonObject("models").getJsonObject("small").getString("name"));
    }

    @Test
    @DisplayName("is safe in plan: every tool that could change anything is denied as a whole, by the last rule that matches")
    void planIsSafe() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        see(null, workspace);
        for (String tool : new String[] {"bash", "edit", "task", "webfetch", "websearch"}) {
            assertEquals("deny", last("plan", tool), tool);
        }
    }

    @Test
    @DisplayName("is set for every tool that this version has")
    void knowsEveryTool() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        try (OpenCodeServer server = new RealOpenCode().server(RealOpenCode.options(data))) {
            await(server.ready());
            JsonArray tools = RealOpenCode.ask(server.health().pid(), "GET", OpenCodeHttp.in(workspace, "/experimental/tool/ids"), null)
                    .asJsonArray();
            Set<String> names = Set.copyOf(tools.getValuesAs(JsonString::getString));
            assertEquals(Set.of("invalid", "question", "bash", "read", "glob", "grep", "edit", "write", "task", "webfetch", "todowrite",
                    "websearch", "skill", "apply_patch"), names);
        }
    }

    @Test
    @DisplayName("is not to ask the provider of its own makers, unless that is named; nothing leaves the machine by itself")
    void asksNobodyByItself() throws Exception {
        see(null, RealOpenCode.workspace(data, "w"));
        assertEquals("[\"opencode\"]", config.getJsonArray("disabled_providers").toString());
        Path named = Files.writeString(data.resolve("named.json"),
                "{\"enabled_providers\": [\"opencode\"], \"disabled_providers\": [\"x\"]}");
        assertEquals("[\"x\"]", Providers.disabled(null, OpenCodeConfig.read(named)).toString());
        assertEquals("[]", Providers.disabled("opencode/some", JsonValue.EMPTY_JSON_OBJECT).toString());
        assertEquals("[\"opencode\"]", Providers.disabled("anthropic/some", JsonValue.EMPTY_JSON_OBJECT).toString());
    }

    @Test
    @DisplayName("says in a sentence that no model is configured, before OpenCode is started")
    void needsAModel() {
        OpenCodeOptions none = new OpenCodeOptions(data.resolve("opencode"), data, null, null, null, null, null,
                "none", List.of(), Duration.ofSeconds(1));
        assertTrue(assertThrows(OpenCodeUnavailable.class, () -> OpenCodeConfig.requireModel(none))
                .getMessage().startsWith("No model is configured: "));
    }

    @Test
    @DisplayName("cannot be read from a file that is none; the sentence quotes nothing of it")
    void refusesWhatIsNoConfiguration() throws Exception {
        Path broken = Files.writeString(data.resolve("broken.json"), "{\"apiKey\": hunter2}");
        String sentence = assertThrows(OpenCodeUnavailable.class, () -> OpenCodeConfig.operators(broken)).getMessage();
        assertEquals("OpenCode's configuration " + broken + " (berth.opencode.config) is not a JSON object.", sentence);
        Path missing = data.resolve("missing.json");
        assertTrue(assertThrows(OpenCodeUnavailable.class, () -> OpenCodeConfig.operators(missing)).getMessage()
                .endsWith("cannot be read."));
    }

    private Path workspaceThatWantsMore() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        Files.writeString(workspace.resolve("opencode.json"), """
                {"permission": "allow", "agent": {"own": {"permission": "allow"}}}""");
        Path folder = Files.createDirectories(workspace.resolve(".opencode/agent"));
        Files.writeString(folder.resolve("written.md"), "---\ndescription: x\nmode: primary\npermission:\n  bash: allow\n---\nHello\n");
        Files.writeString(workspace.resolve(".opencode/opencode.json"), "{\"permission\": {\"bash\": \"allow\"}}");
        return workspace;
    }

    private void see(Path operators, Path workspace) {
        try (OpenCodeServer server = new RealOpenCode().server(RealOpenCode.options(data, operators))) {
            await(server.ready());
            long pid = server.health().pid();
            config = RealOpenCode.ask(pid, "GET", OpenCodeHttp.in(workspace, "/config"), null).asJsonObject();
            agents = RealOpenCode.ask(pid, "GET", OpenCodeHttp.in(workspace, "/agent"), null).asJsonArray();
        }
    }

    private Set<String> names() {
        return Set.copyOf(agents.getValuesAs((JsonValue agent) -> agent.asJsonObject().getString("name")));
    }

    /** What the last rule for this tool says; it must be one for all that the tool does. */
    private String last(String agent, String tool) {
        JsonArray rules = agents.getValuesAs(JsonObject.class).stream().filter(one -> one.getString("name").equals(agent)).findFirst()
                .orElseThrow().getJsonArray("permission");
        JsonObject last = rules.getValuesAs(JsonObject.class).stream().filter(rule -> !isOwnFolder(rule))
                .filter(rule -> Set.of(tool, "*").contains(rule.getString("permission"))).reduce((first, second) -> second).orElseThrow();
        assertEquals("*", last.getString("pattern"), last::toString);
        return last.getString("action");
    }

    /** OpenCode always lets itself read what it has put aside because it was long. */
    private boolean isOwnFolder(JsonObject rule) {
        return rule.getString("pattern").startsWith(data.resolve("opencode") + "/");
    }
}
