package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page, in Chromium,")
class PageIT {

    private static final String RUNNING = "[data-turn-status] [data-turn-state=running]";

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private final Page page = PAGES.one();
    private final Page other = PAGES.other();
    private final Berth berth = SharedServer.berth();
    private final String user = Berth.newId();

    @Test
    @DisplayName("starts with an empty list, creates a session in its dialog, and chats in it")
    void createAndChat() {
        page.openDashboard(user);
        page.await("[data-empty]");
        page.clickButton("New session");
        page.type("Repository owner", "octo");
        page.type("Repository name", "berth");
        page.clickButton("Create session");
        page.awaitConnected();
        Await.until("the chat's page", () -> page.url().contains("session.html?id="));
        page.awaitConnected();
        page.say("hello from the page");
        page.awaitAnswer("hello from the page");
        page.openDashboard(user);
        assertEquals(1, Await.until("the card", page::cards, cards -> !cards.isEmpty()).size());
        assertTrue(page.text("[data-session-id]").contains("octo/berth"));
    }

    @Test
    @DisplayName("says what is wrong with a repository's name, and creates nothing")
    void validation() {
        page.openDashboard(user);
        page.clickButton("New session");
        page.clickButton("Create session");
        assertFalse(page.text("#repo-owner-problem").isBlank());
        assertFalse(page.text("#repo-name-problem").isBlank());
        page.type("Repository owner", "../etc");
        assertTrue(page.text("#repo-owner-problem").contains("start with"), page.text("#repo-owner-problem"));
        page.type("Repository owner", "octo");
        page.type("Repository name", "a b");
        page.clickButton("Create session");
        assertEquals("", page.text("#repo-owner-problem"));
        assertFalse(page.text("#repo-name-problem").isBlank());
        page.clickButton("Cancel");
        page.awaitGone("#new-session");
        assertEquals("[]", berth.get("/sessions?userId=" + user).body());
    }

    @Test
    @DisplayName("shows the same words in two windows while they stream, and in the end all of them (P2)")
    void twoWindows() {
        String id = berth.newSession(user);
        String said = Words.of(500);
        page.openSession(id);
        other.openSession(id);
        berth.prompt(id, said);
        for (Page each : List.of(page, other)) {
            Await.until("the middle of the answer", each::answer, text -> text.length() > 10 && text.length() < said.length());
        }
        String seen = page.answer();
        assertTrue(said.startsWith(seen));
        Await.until("the same words", other::answer, text -> text.startsWith(seen));
        page.awaitAnswer(said);
        other.awaitAnswer(said);
    }

    @Test
    @DisplayName("shows the text so far after a reload in mid-answer, and goes on to the end (P3)")
    void reload() {
        String id = berth.newSession(user);
        String said = Words.of(900);
        page.openSession(id);
        String turnId = berth.prompt(id, said).getString("turnId");
        String before = Await.until("words", page::answer, text -> text.length() > 50);
        page.reload();
        String after = Await.until("the text so far", page::answer, text -> !text.isEmpty());
        assertTrue(said.startsWith(after) && after.length() >= before.length(), after);
        page.awaitAnswer(said);
        berth.awaitTurn(id, turnId, "completed");
        page.awaitGone(RUNNING);
    }

    @Test
    @DisplayName("queues what is sent meanwhile, stops the agent, goes on with the queue, and retries (P4)")
    void queueStopRetry() {
        String id = berth.newSession(user);
        page.openSession(id);
        other.openSession(id);
        String first = berth.prompt(id, Words.MANY).getString("turnId");
        page.await(RUNNING);
        page.say("/fail on purpose");
        page.say("the second");
        for (Page each : List.of(page, other)) {
            Await.until("two in the queue", () -> each.has("[data-queue] [data-turn-id]:nth-of-type(2)"));
        }
        other.click("[data-queue] li:nth-of-type(2) button[aria-label='Remove from the queue']");
        Await.until("one in the queue", () -> !page.has("[data-queue] [data-turn-id]:nth-of-type(2)"));
        page.click("[data-action=stop]");
        berth.awaitTurn(id, first, "stopped");
        page.await("[data-turn-status] [data-turn-state=failed]");
        assertFalse(page.has("[data-queue]"));
        int messages = berth.messages(id).size();
        other.click("[data-action=retry]");
        Await.until("the failure once more", () -> berth.messages(id).size() > messages);
        page.await("[data-turn-status] [data-turn-state=failed]");
    }

    @Test
    @DisplayName("deletes a session after asking, and the other window's chat says so and stays away")
    void delete() {
        String id = berth.newSession(user);
        berth.store(id, "soon gone");
        other.openSession(id);
        page.openDashboard(user);
        page.choose(id, "delete");
        page.clickButton("Cancel");
        berth.session(id);
        page.choose(id, "delete");
        page.clickButton("Delete");
        other.await("[data-gone=deleted]");
        assertTrue(other.text("[data-gone-title]").contains("deleted"));
        page.await("[data-empty]");
        Problems.assertProblem(404, "session", berth.get("/sessions/" + id));
    }

    @Test
    @DisplayName("keeps the cards live: new ones, renamed ones, working ones, gone ones, the newest first")
    void dashboard() {
        page.openDashboard(user);
        String first = berth.newSession(user);
        Await.until("its card", page::cards, List.of(first)::equals);
        String second = berth.newSession(user);
        Await.until("the newest first", page::cards, List.of(second, first)::equals);
        berth.patch("/sessions/" + first, Json.object("title", "Renamed elsewhere")).expect(200);
        Await.until("its new title", () -> page.text("[data-session-id='" + first + "']").contains("Renamed elsewhere"));
        berth.prompt(first, Words.MANY);
        page.await("[data-session-id='" + first + "'][data-activity=running]");
        Await.until("the newest first", page::cards, List.of(first, second)::equals);
        berth.post("/sessions/" + first + "/stop").expect(200);
        page.await("[data-session-id='" + first + "'][data-activity=idle]");
        berth.delete("/sessions/" + second).expect(204);
        Await.until("one card", page::cards, List.of(first)::equals);
    }

    @Test
    @DisplayName("shows hostile text as text, in messages, tools, titles and tasks")
    void hostile() {
        String hostile = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script><svg onload=window.pwned=1>";
        String id = berth.newSession(user);
        JsonObject call = Json.object("type", "tool-call", "toolName", "bash", "toolCallId", "c", "toolInput", Json.object("command",
                hostile),
                "title", hostile, "state", "complete");
        JsonObject result = Json.object("type", "tool-result", "toolName", "bash", "toolCallId", "c", "toolOutput", hostile, "state",
                "complete");
        JsonObject unknown = Json.object("type", hostile, "content", hostile);
        JsonObject text = Json.object("type", "text", "content", hostile + " [x](javascript:window.pwned=1)");
        berth.post("/sessions/" + id + "/messages", Json.object("role", "assistant", "parts", Json.array(text, call, result,
                unknown))).expect(201);
        berth.post("/sessions/" + id + "/tasks", Json.object("title", hostile)).expect(201);
        berth.patch("/sessions/" + id, Json.object("title", hostile)).expect(200);
        page.openSession(id);
        page.await("details[data-tool=bash]");
        page.click("details[data-tool=bash] summary");
        Await.until("the tool's output", () -> page.text("details[data-tool=bash]").contains(hostile));
        page.say("/tool bash " + Json.object("command", hostile));
        Await.until("the agent's tool",
                () -> page.script("return String(document.querySelectorAll('details[data-tool]').length)").equals("2"));
        page.openDashboard(user);
        Await.until("the title", () -> page.text("[data-session-id='" + id + "']").contains(hostile));
        assertNull(page.script("return window.pwned ?? null"));
        assertEquals("0", page.script("return String(document.querySelectorAll('img[src=x], svg[onload]').length)"));
    }
}
