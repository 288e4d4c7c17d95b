package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T24. Own vectors, in the manner of the known lists, in every place where the page shows what somebody else wrote. */
@DisplayName("What would run as a script, or load something from elsewhere,")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class XssIT {

    private static final int VECTORS_MIN = 500;
    /** The latest page of messages has 25, and all are to be shown at once. */
    private static final int MESSAGES = 24;
    private static final int TITLE_MAX = 256;
    private static final List<String> TEXTS = List.of("text", "reasoning", "error", "patch", "image");
    /** Those with a card of their own. All of them for each vector would be more than a request may have. */
    private static final List<String> TOOLS = List.of("bash", "edit", "read", "grep", "todowrite", "task");
    private static final String FOREIGN_ELEMENTS = """
            const loading = ['href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'style', 'xlink:href']
            const isLink = e => e.tagName === 'A' && /^(https?:\\/\\/|mailto:)/.test(e.getAttribute('href')) && e.matches('[data-part] *, [data-reasoning] *')
                && ['noopener', 'noreferrer', 'nofollow'].every(each => e.relList.contains(each)) && e.target === '_blank'
            const odd = e => [...e.attributes].some(a => a.name.startsWith('on')
                    || loading.includes(a.name) && /^\\s*(javascript|data|vbscript):|evil|w3\\.org/i.test(a.value) && !(a.name === 'href' && isLink(e)))
                || ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MATH', 'STYLE', 'VIDEO', 'AUDIO', 'FRAMESET'].includes(e.tagName)
            return [...document.querySelectorAll('*')].filter(odd).map(e => e.outerHTML.slice(0, 200))""";

    private static final Trap TRAP = new Trap();
    private static Page page;

    private final Berth berth = SharedServer.berth();
    private final List<String> vectors = vectors();

    @BeforeAll
    static void open() {
        page = new Page(SharedServer.berth(), TRAP.browserOption("evil.example", "www.w3.org"));
    }

    @AfterAll
    static void close() {
        page.close();
        TRAP.close();
    }

    @ParameterizedTest(name = "policy on: {0}")
    @ValueSource(booleans = {true, false})
    @Order(1)
    @DisplayName("in a conversation is shown as the text that it is, with the page's policy and without it")
    void conversation(boolean policy) {
        String id = berth.newSession(Berth.newId());
        berth.patch("/sessions/" + id, object("title", vectors.get(0))).expect(200);
        for (int i = 0; i < MESSAGES; i++) {
            List<String> some = vectors.subList(i * vectors.size() / MESSAGES, (i + 1) * vectors.size() / MESSAGES);
            berth.post("/sessions/" + id + "/messages", message(some)).expect(201);
            berth.post("/sessions/" + id + "/tasks", object("title", some.get(0))).expect(201);
        }
        page.obeyPolicy(policy);
        page.openSession(id);
        page.say(vectors.stream().filter(v -> !v.startsWith("/")).limit(40).collect(Collectors.joining(" ")));
        page.await("article[data-role=assistant]");
        page.script("document.querySelectorAll('details').forEach(d => { d.open = true })");
        Await.until("the last vector", () -> shown().contains(vectors.get(vectors.size() - 1)));
        String shown = shown();
        assertEquals(List.of(), vectors.stream().filter(vector -> !shown.contains(vector)).toList());
        assertHarmless(policy);
    }

    @ParameterizedTest(name = "policy on: {0}")
    @ValueSource(booleans = {true, false})
    @Order(2)
    @DisplayName("in what an agent asks and fails with is shown as the text that it is")
    void asked(boolean policy) {
        String id = berth.newSession(Berth.newId());
        page.obeyPolicy(policy);
        page.openSession(id);
        String vector = "<img src=x onerror=window.hacked=1>";
        for (String wish : List.of("/permission bash " + vector, "/question " + vector + "?", "/fail " + vector)) {
            page.say(wish);
            Await.until("what came of " + wish, () -> berth.turns(id).size() > 0 && shown().split("<img src=x", -1).length > 2);
            assertHarmless(policy);
            berth.post("/sessions/" + id + "/stop").expect(200);
        }
    }

    @ParameterizedTest(name = "policy on: {0}")
    @ValueSource(booleans = {true, false})
    @Order(3)
    @DisplayName("in the titles of sessions is shown on the dashboard as the text that it is")
    void dashboard(boolean policy) {
        String user = Berth.newId();
        List<String> titles = titles();
        titles.forEach(title -> berth.post("/sessions", Json.createObjectBuilder().add("userId", user).add("repoOwner", "a")
                .add("repoName", "b").add("title", title).build()).expect(201));
        page.obeyPolicy(policy);
        page.openDashboard(user);
        Await.until("a card for each", () -> {
            page.script("document.querySelector('[data-action=more]').click()");
            return page.cards().size() == titles.size();
        });
        String shown = shown();
        assertEquals(List.of(), titles.stream().filter(title -> !shown.contains(title)).toList());
        assertHarmless(policy);
    }

    @Test
    @Order(4)
    @DisplayName("does both in a page that takes it for HTML: the trap works")
    void trap() {
        int before = TRAP.visits();
        page.obeyPolicy(false);
        page.visit("data:text/html,<img src=x onerror=window.hacked=1><img src=http://evil.example/>");
        Await.until("the script to run", () -> Long.valueOf(1).equals(page.script("return window.hacked")));
        Await.until("a visit", () -> TRAP.visits() > before);
    }

    private void assertHarmless(boolean policy) {
        assertEquals(null, page.script("return window.hacked ?? null"), "a script ran");
        assertEquals(0, TRAP.visits(), "a foreign host was asked");
        assertEquals(List.of(), page.script(FOREIGN_ELEMENTS));
        assertEquals(List.of(), page.complaints().stream().filter(line -> policy).toList());
    }

    private static String shown() {
        return (String) page.script("""
                return document.body.textContent + [...document.querySelectorAll('input')].map(i => i.value).join(' ')""");
    }

    /**
     * One message that has each vector in every place where a part may have a text, and in
     * one of the tools with a card of their own.
     */
    private static JsonObject message(List<String> some) {
        JsonArrayBuilder parts = Json.createArrayBuilder();
        for (String v : some) {
            for (String type : TEXTS) {
                parts.add(part(type, v).add("title", v));
            }
            parts.add(part("tool-call", v).add("toolName", v).add("toolCallId", v).add("title", v).add("toolInput", object("command", v)));
            parts.add(part("tool-result", v).add("toolName", v).add("toolCallId", v).add("toolOutput", v).add("state", "complete"));
            parts.add(part(v, v));
            parts.add(part("file", v).add("title", v));
            String tool = TOOLS.get(some.indexOf(v) % TOOLS.size());
            parts.add(part("tool-call", v).add("toolName", tool).add("toolCallId", tool + v).add("toolInput", input(tool, v)));
        }
        return Json.createObjectBuilder().add("role", "assistant").add("content", String.join("\n", some)).add("parts", parts).build();
    }

    /** What such a tool shows of what it is given. */
    private static JsonObject input(String tool, String v) {
        JsonObjectBuilder input = Json.createObjectBuilder();
        switch (tool) {
            case "bash" -> input.add("command", v).add("description", v);
            case "edit" -> input.add("filePath", v).add("oldString", v).add("newString", v + v);
            case "read" -> input.add("filePath", v);
            case "grep" -> input.add("pattern", v);
            case "todowrite" -> input.add("todos", Json.createArrayBuilder().add(Json.createObjectBuilder().add("content", v).add("status", v)));
            default -> input.add("description", v).add("prompt", v);
        }
        return input.build();
    }

    private static JsonObjectBuilder part(String type, String content) {
        return Json.createObjectBuilder().add("type", type).add("content", content);
    }

    private static JsonObject object(String name, String value) {
        return Json.createObjectBuilder().add(name, value).build();
    }

    /** As many vectors in each title as it may hold. */
    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        StringBuilder title = new StringBuilder();
        for (String vector : vectors) {
            if (title.length() + vector.length() + 1 > TITLE_MAX) {
                titles.add(title.toString().strip());
                title.setLength(0);
            }
            title.append(vector).append(' ');
        }
        titles.add(title.toString().strip());
        return titles;
    }

    private static List<String> vectors() {
        try (InputStream in = XssIT.class.getResourceAsStream("/xss-vectors.txt")) {
            List<String> vectors = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertTrue(vectors.size() >= VECTORS_MIN, () -> vectors.size() + " vectors");
            return vectors;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
