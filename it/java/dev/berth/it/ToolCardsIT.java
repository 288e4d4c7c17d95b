package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What an agent does, on the page, in Chromium,")
class ToolCardsIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private static final String DOT = "data:image/png;base64,"
            + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final Page page = PAGES.one();
    private final Page other = PAGES.other();
    private final Berth berth = SharedServer.berth();
    private String id;

    @BeforeEach
    void session() {
        id = berth.newSession(Berth.newId());
    }

    @Test
    @DisplayName("is folded to one line for each tool, which tells its kind, what it is about and how it went")
    void summaries() {
        store(tool("bash", Json.object("command", "make all"), "ok", "complete"),
                tool("read", Json.object("filePath", "src/a.js", "offset", 10, "limit", 31), "x", "complete"),
                tool("grep", Json.object("pattern", "login"), "Found 12 matches", "complete"),
                tool("edit", Json.object("filePath", "b.js", "oldString", "one\ntwo", "newString", "one\n2\n3"), "Done.", "complete"),
                tool("todowrite", Json.object("todos", Json.array(Json.object("content", "Mend it", "status", "in_progress"),
                        Json.object("content", "Try it", "status", "completed"))), "", "complete"),
                tool("webfetch", Json.object("url", "https://docs.example/"), "# Docs", "complete"),
                tool("task", Json.object("description", "Count", "prompt", "Count them"), "12", "complete"),
                tool("weather", Json.object("city", "Bern"), "Sunny", "complete"));
        page.openSession(id);
        for (List<String> line : List.of(List.of("bash", "Shell", "make all", "Done"), List.of("read", "Read", "src/a.js", "lines 10–40"),
                List.of("grep", "Search", "login", "12 hits"), List.of("edit", "Edit", "b.js", "+2 −1"),
                List.of("todowrite", "To-do list", "Mend it", "1 of 2 done"),
                List.of("webfetch", "Fetch", "https://docs.example/", "Done"),
                List.of("task", "Sub-agent", "Count", "Done"), List.of("weather", "weather", "", "Done"))) {
            String card = "[data-tool=" + line.get(0) + "]";
            line.stream().skip(1).forEach(words -> page.awaitText(card + " > summary", words));
            assertFalse(page.has(card + " > .body"), card);
        }
    }

    @Test
    @DisplayName("unfolds to a diff, a list with states, and what a sub-agent did")
    void inside() {
        store(tool("edit", Json.object("filePath", "b.js", "oldString", "one\ntwo", "newString", "one\n2"), null, "complete"),
                tool("todowrite", Json.object("todos", Json.array(Json.object("content", "Mend it", "status", "in_progress"))), "",
                        "complete"),
                tool("task", Json.object("description", "Count", "prompt", "Count them"), "12", "complete"),
                below("c2", tool("read", Json.object("filePath", "README.md"), "Hello", "complete")));
        page.openSession(id);
        page.click("[data-tool=edit] > summary");
        page.awaitText("[data-tool=edit] [data-diff='b.js'] .removed .code-line", "two");
        page.awaitText("[data-tool=edit] .added .code-line", "2");
        page.click("[data-tool=todowrite] > summary");
        page.awaitText("[data-tool=todowrite] [data-status=in_progress]", "In progress");
        page.click("[data-tool=task] > summary");
        page.awaitText("[data-tool=task] .inside [data-tool=read] > summary", "README.md");
        page.awaitText("[data-tool=task] > .body > .tool-parts > .output", "12");
    }

    @Test
    @DisplayName("shows why it failed without being unfolded, and the whole once it is")
    void failure() {
        store(tool("bash", Json.object("command", "make"), "first\n" + "more\n".repeat(20) + "no rule to make it", "error"));
        page.openSession(id);
        page.awaitText("[data-problem]", "no rule to make it");
        assertFalse(page.text("[data-problem]").contains("first"));
        page.click("[data-tool=bash] > summary");
        page.awaitGone("[data-problem]");
        page.awaitText("[data-tool=bash] .output", "first");
    }

    @Test
    @DisplayName("shows the last lines of a command while it runs, and none when it is over")
    void running() {
        JsonObject call = Json.object("type", "tool-call", "toolName", "bash", "toolCallId", "c0",
                "toolInput", Json.object("command", "make"), "state", "running");
        JsonObject result = Json.object("type", "tool-result", "toolName", "bash", "toolCallId", "c0", "content",
                "first\n" + "more\n".repeat(20) + "the last so far", "state", "running");
        store(Stream.of(call, result));
        page.openSession(id);
        page.await("[data-tool=bash][data-state=unfinished]");
        assertFalse(page.has("[data-peek]"));
        berth.prompt(id, Words.MANY);
        page.awaitText("[data-tool=bash][data-state=running] ~ [data-peek]", "the last so far");
        assertFalse(page.text("[data-peek]").contains("first"));
        berth.post("/sessions/" + id + "/stop").expect(200);
        page.awaitGone("[data-peek]");
    }

    @Test
    @DisplayName("stays as each reader has left it, whatever comes after")
    void staysOpen() {
        store(tool("bash", Json.object("command", "make"), "ok", "complete"), tool("read", Json.object("filePath", "a"), "x", "complete"));
        PAGES.openSession(id);
        page.click("[data-tool=bash] > summary");
        berth.promptToEnd(id, "/tool bash {\"command\":\"ls\"}");
        for (Page each : PAGES.both()) {
            Await.until("the new card", () -> each.has("[data-messages] > :nth-child(3) [data-tool=bash]"));
        }
        assertTrue(page.has("[data-tool=bash] > .body"));
        assertFalse(page.has("[data-tool=read] > .body"));
        assertFalse(other.has("[data-tool] > .body"));
    }

    @Test
    @DisplayName("shows the picture and the file of a message, and hands the file out as it was, whatever it is called")
    void files() {
        String hostile = "\"><img src=x onerror=window.pwned=1>.html";
        String html = "<script>window.pwned = 1</script>";
        store(Stream.of(Json.object("type", "text", "content", "See"),
                Json.object("type", "file", "title", "dot.png", "content", DOT),
                Json.object("type", "file", "title", hostile, "content", "data:text/html;base64," + base64(html)),
                Json.object("type", "file", "title", "far away", "content", "https://evil.example/x.png")));
        page.openSession(id);
        page.await("[data-file='dot.png'] img[alt='dot.png']");
        Await.until("the picture", () -> Boolean.TRUE.equals(page.script("return document.querySelector('.file img').naturalWidth === 1")));
        page.awaitText(".file:nth-of-type(2) .name", hostile);
        page.script("""
                const made = URL.createObjectURL
                URL.createObjectURL = blob => { window.saved = blob; return made.call(URL, blob) }""");
        page.click(".file:nth-of-type(2) button");
        Await.until("what is saved", () -> page.script("return window.saved && window.saved.type + ' ' + window.saved.size"),
                ("application/octet-stream " + html.length())::equals);
        assertEquals("0", page.script("return String(document.querySelectorAll('img[src=x], img[src*=evil]').length)"));
        assertNull(page.script("return window.pwned ?? null"));
    }

    private void store(Stream<JsonObject> parts) {
        JsonArray all = Json.array(parts.toArray());
        berth.post("/sessions/" + id + "/messages", Json.object("role", "assistant", "content", "x", "parts", all)).expect(201);
    }

    /** Calls get the ids c0, c1 and so on; a result is that of the call before it. */
    @SafeVarargs
    private void store(List<JsonObject>... tools) {
        List<JsonObject> parts = new ArrayList<>();
        for (int i = 0; i < tools.length; i++) {
            String call = "c" + i;
            tools[i].forEach(part -> parts.add(jakarta.json.Json.createObjectBuilder(part).add("toolCallId", call).build()));
        }
        store(parts.stream());
    }

    private static List<JsonObject> tool(String name, JsonObject input, String output, String state) {
        JsonObject call = Json.object("type", "tool-call", "toolName", name, "toolInput", input, "state", state);
        JsonObject result = Json.object("type", "tool-result", "toolName", name, "toolOutput", output, "state", state);
        return output == null ? List.of(call) : List.of(call, result);
    }

    private static List<JsonObject> below(String parent, List<JsonObject> tool) {
        JsonValue call = jakarta.json.Json.createValue(parent);
        return tool.stream().map(part -> jakarta.json.Json.createObjectBuilder(part).add("parentToolCallId", call).build()).toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
