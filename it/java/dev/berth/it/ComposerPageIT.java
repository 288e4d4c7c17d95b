package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

@DisplayName("Writing to the agent, on the page, in Chromium,")
class ComposerPageIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private static final String RUNNING = "[data-turn-status] [data-turn-state=running]";
    private static final String SECOND = "[data-queue] li:nth-of-type(2)";

    private final Page page = PAGES.one();
    private final Page other = PAGES.other();
    private final Berth berth = SharedServer.berth();
    private String id;

    @BeforeEach
    void session() {
        id = berth.newSession(Berth.newId());
        // Only a connection that is opened after this can be cut later.
        page.network(true);
    }

    @AfterEach
    void restore() {
        page.network(true);
        page.letApiGo();
        page.fullSize();
    }

    @Test
    @DisplayName("keeps what is not sent over a reload, for each session, until it is sent")
    void draft() {
        page.openSession(id);
        page.type("Message", "half a sentence");
        page.openSession(berth.newSession());
        assertEquals("", page.written());
        page.openSession(id);
        assertEquals("half a sentence", page.written());
        page.press(Keys.END, " and the rest", Keys.ENTER);
        page.awaitAnswer("half a sentence and the rest");
        page.reload();
        assertEquals("", page.written());
    }

    @Test
    @DisplayName("without a network keeps what is sent, also when the page is closed, and sends it once when there is one (P2)")
    void offline() {
        page.openSession(id);
        page.network(false);
        // The browser's offline leaves a socket open that it has; until the page gives it up, a message still gets through.
        page.await("[data-connection=disconnected]");
        page.say("written under way");
        page.awaitText("[data-pending]", "written under way");
        page.awaitText("[data-pending] .note", "when the connection is back");
        assertEquals("[]", berth.messages(id).toString());
        page.visit("about:blank");
        page.network(true);
        page.holdApi();
        page.open("/session.html?id=" + id);
        page.awaitText("[data-pending]", "written under way");
        page.letApiGo();
        page.awaitConnected();
        page.awaitAnswer("written under way");
        page.awaitGone("[data-pending]");
        page.reload().awaitAnswer("written under way");
        assertEquals(2, berth.messages(id).size());
        assertOnlyComplaints("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    @DisplayName("lets what waits for the network be taken back")
    void takenBack() {
        page.openSession(id);
        page.network(false);
        page.await("[data-connection=disconnected]");
        page.say("a slip");
        page.say("and this");
        page.await("[data-pending] .actions button");
        page.clickButton("Cancel");
        Await.until("one that waits", () -> page.text("[data-pending]").contains("and this"));
        page.network(true);
        page.awaitAnswer("and this");
        assertEquals(2, berth.messages(id).size());
        assertOnlyComplaints("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    @DisplayName("sends what is too long for a frame all the same, and says what is too long for the server")
    void tooLong() {
        page.openSession(id);
        page.script("document.querySelector('textarea[name=content]').value = 'x'.repeat(40000)");
        page.press(Keys.ENTER);
        page.awaitAnswer("x".repeat(40_000));
        page.awaitGone("[data-pending]");
        page.script("document.querySelector('textarea[name=content]').value = 'y'.repeat(80000)");
        page.press(Keys.ENTER);
        page.await("[data-pending][data-refused]");
        page.clickButton("Discard");
        page.awaitGone("[data-pending]");
        assertEquals(2, berth.messages(id).size());
        assertOnlyComplaints("413");
    }

    @Test
    @DisplayName("changes the words of a queued message, its place, and sends it now, and the other browser sees each (P4)")
    void queue() {
        PAGES.openSession(id);
        String first = berth.prompt(id, Words.MANY).getString("turnId");
        berth.prompt(id, "the second");
        String third = berth.prompt(id, Words.MANY).getString("turnId");
        PAGES.both().forEach(each -> each.awaitText(SECOND, "w0"));
        page.click(SECOND + " button[aria-label=Edit]");
        page.press(Keys.chord(Keys.CONTROL, "a"), "new words", Keys.ENTER);
        other.awaitText(SECOND, "new words");
        other.click(SECOND + " button[aria-label='Move up']");
        page.awaitText("[data-queue] li", "new words");
        page.click(SECOND + " button[aria-label='Send now']");
        berth.awaitTurn(id, first, "stopped");
        berth.awaitTurn(id, third, "completed");
        PAGES.both().forEach(each -> each.awaitAnswer("new words"));
        List<String> said = berth.messages(id).getValuesAs(JsonObject.class).stream().filter(m -> m.getString("role").equals("assistant"))
                .map(FollowedText::textOf).toList();
        assertEquals(List.of("the second", "new words"), said.subList(said.size() - 2, said.size()));
        PAGES.both().forEach(each -> each.awaitGone("[data-queue]"));
    }

    @Test
    @DisplayName("stops the agent from any browser with Escape in an empty message or Ctrl+., and says that it is stopping (P4)")
    void stop() {
        PAGES.openSession(id);
        String first = berth.prompt(id, Words.MANY).getString("turnId");
        PAGES.both().forEach(each -> each.await(RUNNING));
        page.holdRequests();
        page.press("not empty", Keys.ESCAPE);
        assertEquals("Stop", page.text("[data-action=stop]").strip());
        page.press(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, Keys.ESCAPE);
        page.awaitText("[data-action=stop]", "Stopping…");
        page.letRequestsGo();
        berth.awaitTurn(id, first, "stopped");
        page.awaitGone("[data-action=stop]");
        String second = berth.prompt(id, Words.MANY).getString("turnId");
        other.await(RUNNING);
        other.press("words that stay", Keys.chord(Keys.CONTROL, "."));
        berth.awaitTurn(id, second, "stopped");
        assertEquals("words that stay", other.written());
    }

    @Test
    @DisplayName("brings an earlier message back to be sent anew, keeps what was there, and copies it")
    void editAgain() {
        berth.promptToEnd(id, "say **this**");
        page.openSession(id);
        page.awaitAnswer("say this");
        page.type("Message", "what was there");
        page.click("[data-role=user] button[aria-label='Edit and send again']");
        assertEquals("say **this**", page.written());
        page.press(Keys.ESCAPE);
        assertEquals("what was there", page.written());
        page.click("[data-role=user] button[aria-label='Edit and send again']");
        page.press(" and that", Keys.ENTER);
        page.awaitAnswer("say this and that");
        assertEquals("what was there", page.written());
        assertEquals(4, berth.messages(id).size());
        page.click("[data-role=user] button[aria-label='Copy the message']");
        page.awaitText("[data-toast]", "Copied");
    }

    @Test
    @DisplayName("switches the mode with Alt+M, and the next message goes in it")
    void mode() {
        page.openSession(id);
        page.press(Keys.chord(Keys.ALT, "m"));
        Await.until("the mode of the session", () -> berth.session(id).getString("mode"), "plan"::equals);
        page.say("in plan mode");
        page.awaitAnswer("in plan mode");
        assertEquals("plan", berth.turns(id).getJsonObject(0).getString("mode"));
    }

    @Test
    @DisplayName("waits for the end of a word in an input method, and starts a new line with Shift+Enter")
    void enter() {
        page.openSession(id);
        page.press("one", Keys.chord(Keys.SHIFT, Keys.ENTER), "two");
        page.script("""
                const field = document.activeElement
                const key = { key: 'Enter', bubbles: true, cancelable: true }
                field.dispatchEvent(new KeyboardEvent('keydown', { ...key, isComposing: true }))
                field.dispatchEvent(new KeyboardEvent('keydown', { ...key, keyCode: 229 }))""");
        assertEquals("one\ntwo", page.written());
        page.press(Keys.ENTER);
        page.awaitAnswer("one\ntwo");
    }

    @Test
    @DisplayName("grows with its text, and its buttons stay within a phone's window")
    void phone() {
        page.resize(360, 420, true);
        page.openSession(id);
        Map<?, ?> before = box("textarea[name=content]");
        page.press("one", Keys.chord(Keys.SHIFT, Keys.ENTER), "two");
        assertTrue(number(box("textarea[name=content]"), "height") > number(before, "height"));
        page.script("document.activeElement.value = 'line\\n'.repeat(80)");
        page.press("x");
        berth.prompt(id, Words.MANY);
        page.await("[data-action=stop]");
        for (String css : List.of("[data-composer] [type=submit]", "[data-action=stop]", "[data-mode]")) {
            Map<?, ?> box = box(css);
            assertTrue(number(box, "bottom") <= 420 && number(box, "right") <= 360 && number(box, "height") >= 24, css + " " + box);
        }
        berth.post("/sessions/" + id + "/stop").expect(200);
    }

    @Test
    @DisplayName("answers what the agent asks by the keyboard: a key in its card, and the focus goes on")
    void asked() {
        PAGES.openSession(id);
        berth.prompt(id, "/permission bash make");
        PAGES.both().forEach(each -> each.await("[data-permission]"));
        page.awaitText("[data-announcer]", "The agent wants to run a command: make");
        page.script("document.querySelector('[data-permission]').focus()");
        page.press(Keys.TAB);
        page.script("document.querySelector('[data-permission] [data-reply]').focus()");
        page.press("n");
        PAGES.both().forEach(each -> each.awaitGone("[data-permission]"));
        other.awaitAnswer("Rejected.");
        assertEquals("true", page.script("return String(document.activeElement !== document.body)"));
    }

    @Test
    @DisplayName("takes files and pictures along, shows both browsers what they are, and says beforehand what is too much")
    void files(@TempDir Path folder) throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "some notes");
        Path large = Files.write(folder.resolve("large.bin"), new byte[800_000]);
        PAGES.openSession(id);
        page.attach(notes, large);
        page.awaitText("[data-attachment='notes.txt']", "10 bytes");
        page.awaitText("[data-toast]", "large.bin (800 kB) is too much");
        assertFalse(page.has("[data-attachment='large.bin']"));
        page.say("See the notes");
        PAGES.both().forEach(each -> each.awaitText("[data-role=user] [data-file='notes.txt']", "10 bytes"));
        assertFalse(page.has("[data-attachment]"));
        JsonObject file = berth.messages(id).getJsonObject(0).getJsonArray("parts").getJsonObject(1);
        assertEquals("data:text/plain;base64,c29tZSBub3Rlcw==", file.getString("content"));
    }

    @Test
    @DisplayName("has no button for files where the agent takes none, and says so when one is dropped")
    void noFiles() {
        String script = page.beforePages("""
                const send = window.fetch
                window.fetch = (url, ...more) => String(url).endsWith('/me')
                    ? Promise.resolve(Response.json({ userId: 'local', kind: 'local', agent: { name: 'x', files: false } }))
                    : send(url, ...more)""");
        page.openSession(id);
        page.script("""
                const dataTransfer = new DataTransfer()
                dataTransfer.items.add(new File(['x'], 'x.txt'))
                document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))""");
        page.awaitText("[data-toast]", "This agent takes no files.");
        assertFalse(page.has("[data-action=attach]"));
        page.noMoreBeforePages(script);
    }

    /** Of what went wrong on purpose the browser complains, and of nothing else. */
    private void assertOnlyComplaints(String expected) {
        assertEquals(List.of(), page.complaints().stream().filter(line -> !line.contains(expected)).toList());
    }

    private Map<?, ?> box(String css) {
        return (Map<?, ?>) page.script("return document.querySelector(\"" + css + "\").getBoundingClientRect().toJSON()");
    }

    private static double number(Map<?, ?> box, String name) {
        return ((Number) box.get(name)).doubleValue();
    }
}
