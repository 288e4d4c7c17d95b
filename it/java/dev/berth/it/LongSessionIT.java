package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

@DisplayName("The page of a long session, in Chromium,")
class LongSessionIT {

    /** What the page holds at most. */
    private static final int WINDOW_LIMIT = 300;
    private static final int MESSAGES = 700;
    private static final String SCROLLER = "[data-scroller]";
    private static final String LATEST = "[data-action=latest]";

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private static final List<String> IDS = new ArrayList<>();
    private static String id;

    private final Page page = PAGES.one();
    private final Berth berth = SharedServer.berth();

    @BeforeAll
    static void store() {
        id = SharedServer.berth().newSession(Berth.newId());
        for (int i = 0; i < MESSAGES; i++) {
            IDS.add(SharedServer.berth().store(id, words(i)).getString("id"));
        }
    }

    @Test
    @DisplayName("is read from its end to its beginning and back with the keyboard, and never holds all of it")
    void window() {
        page.openSession(id);
        awaitInView(MESSAGES - 1);
        page.script("""
                window.most = 0
                const list = document.querySelector('[data-messages]')
                new MutationObserver(() => { window.most = Math.max(window.most, list.children.length) }).observe(list, {childList: true})""");
        Await.until("the beginning", () -> {
            page.fill(SCROLLER, Keys.PAGE_UP.toString());
            return isInView(0);
        });
        assertFalse(isThere(MESSAGES - 1));
        assertTrue(page.has(LATEST));
        Await.until("the end", () -> {
            page.fill(SCROLLER, Keys.PAGE_DOWN.toString());
            return isInView(MESSAGES - 1);
        });
        assertFalse(isThere(0));
        assertEquals(Boolean.TRUE, page.script("return window.most <= " + WINDOW_LIMIT));
    }

    @Test
    @DisplayName("goes to the beginning with Home and to the end with End, and to the end by its button, at once")
    void jumps() {
        page.openSession(id);
        awaitInView(MESSAGES - 1);
        page.fill(SCROLLER, Keys.HOME.toString());
        awaitInView(0);
        page.fill(SCROLLER, Keys.END.toString());
        awaitInView(MESSAGES - 1);
        page.awaitGone(LATEST);
        page.fill(SCROLLER, Keys.HOME.toString());
        awaitInView(0);
        page.click(LATEST);
        awaitInView(MESSAGES - 1);
    }

    @Test
    @DisplayName("leaves what is being read where it is while earlier messages come")
    void nothingJumps() {
        page.openSession(id);
        awaitInView(MESSAGES - 1);
        page.script("""
                const scroller = document.querySelector('[data-scroller]')
                scroller.scrollTop = 400
                const items = [...document.querySelectorAll('[data-message-id]')]
                const read = items.find(e => e.getBoundingClientRect().bottom > scroller.getBoundingClientRect().top)
                window.read = {read, top: read.getBoundingClientRect().top, first: items[0]}""");
        Await.until("earlier messages", () -> (Boolean) page.script("return window.read.first.previousElementSibling !== null"));
        assertEquals(Boolean.TRUE, page.script("""
                return Math.abs(window.read.read.getBoundingClientRect().top - window.read.top) <= 1"""));
    }

    @Test
    @DisplayName("opens at the message that a link leads to, shows which it is, and has the focus there")
    void link() {
        page.openSession(id);
        awaitInView(MESSAGES - 1);
        page.open("/session.html?id=" + id + "#message=" + IDS.get(333));
        awaitLinked(333);
        page.open("/session.html?id=" + id + "#message=" + IDS.get(20));
        awaitLinked(20);
        page.open("/api.html").open("/session.html?id=" + id + "#message=" + IDS.get(500));
        awaitLinked(500);
        String address = (String) page.script("return document.querySelector('[data-message-id=\"" + IDS.get(501) + "\"] a.time').href");
        page.open("/api.html").visit(address);
        awaitLinked(501);
    }

    @Test
    @DisplayName("says that a message of a link is not there, and shows the latest")
    void unknownMessage() {
        page.open("/session.html?id=" + id + "#message=nothing");
        page.awaitText("[data-toast=alert]", "not in this session");
        awaitInView(MESSAGES - 1);
        // The browser itself complains of the refusal.
        assertEquals(1, page.complaints().size());
    }

    @Test
    @DisplayName("is at the same place after a reload, and at the end when it was there (P3)")
    void reload() {
        page.open("/api.html").open("/session.html?id=" + id + "#message=" + IDS.get(333));
        awaitLinked(333);
        page.script("document.querySelector('[data-scroller]').scrollTop -= 1000");
        List<?> before = firstInView();
        page.reload();
        List<?> after = Await.until("the same message", this::firstInView, place -> place.get(0).equals(before.get(0)));
        assertEquals(((Number) before.get(1)).doubleValue(), ((Number) after.get(1)).doubleValue(), 2);
        page.fill(SCROLLER, Keys.END.toString());
        awaitInView(MESSAGES - 1);
        page.reload();
        awaitInView(MESSAGES - 1);
    }

    @Test
    @DisplayName("counts what is new while it is read further up, keeps its tasks and its badge live, and then shows all of it (P3)")
    void newMessages() {
        String own = berth.newSession(Berth.newId());
        for (int i = 0; i < WINDOW_LIMIT + 100; i++) {
            berth.store(own, words(i));
        }
        page.openSession(own);
        page.awaitText("[data-messages]", words(WINDOW_LIMIT + 99));
        page.fill(SCROLLER, Keys.HOME.toString());
        page.awaitText("[data-messages]", words(0));
        berth.store(own, "said meanwhile");
        berth.post("/sessions/" + own + "/tasks", Json.object("title", "planned meanwhile")).expect(201);
        page.awaitText(LATEST, "1 new");
        page.awaitText("[data-tasks]", "planned meanwhile");
        String turnId = berth.prompt(own, Words.MANY).getString("turnId");
        page.await("[data-activity=running]");
        page.awaitText(LATEST, "3 new");
        assertFalse(page.text("[data-messages]").contains("said meanwhile"));
        page.click(LATEST);
        page.awaitText("[data-messages]", "said meanwhile");
        page.awaitGone(LATEST);
        berth.post("/sessions/" + own + "/stop").expect(200);
        berth.awaitTurn(own, turnId, "stopped");
        String said = (String) berth.texts(own).values().toArray()[199];
        page.awaitAnswer(said);
    }

    @Test
    @DisplayName("finds a message by its words, takes the reader there, marks them, and gives the focus back")
    void find() {
        page.openSession(id);
        awaitInView(MESSAGES - 1);
        page.fill(SCROLLER, "/");
        page.await("[data-find]");
        page.type("Find in this session", "NUMBER 123 ");
        Await.until("one result", () -> page.text("[data-find-status]").equals("1 message"));
        page.fill("[data-find] input", "" + Keys.ARROW_DOWN + Keys.ENTER);
        awaitLinked(123);
        assertEquals("1", page.script("return String(CSS.highlights.get('found').size)"));
        page.awaitGone("[data-find]");
        page.press("/");
        page.await("[data-find]");
        assertEquals("NUMBER 123 ", page.script("return document.activeElement.value"));
        page.press(Keys.ESCAPE);
        page.awaitGone("[data-find]");
        assertEquals("0", page.script("return String(CSS.highlights.size)"));
        awaitLinked(123);
    }

    @Test
    @DisplayName("finds more than a page, the newest first, and says that there are none")
    void findMany() {
        page.openSession(id);
        page.click("[data-action=find]");
        page.type("Find in this session", "words of message");
        page.awaitText("[data-find-status]", "25");
        assertEquals(IDS.get(MESSAGES - 1), page.attribute("[data-found]", "data-found"));
        page.click("[data-action=find-more]");
        page.awaitText("[data-find-status]", "50");
        page.type("Find in this session", "never said");
        page.awaitText("[data-find-status]", "No message");
    }

    @Test
    @DisplayName("goes along the time line from event to event, tells what happened there, and takes the conversation along")
    void timeLine() {
        String own = berth.newSession(Berth.newId());
        berth.promptToEnd(own, "the first words");
        String failed = berth.prompt(own, "/fail on purpose").getString("turnId");
        berth.awaitTurn(own, failed, "failed");
        page.openSession(own);
        page.await("[data-turn-state=failed]");
        page.click("[data-action=scrubber]");
        Await.until("the failure", this::timeLineWords, words -> words.contains("failed"));
        Await.until("the beginning", () -> {
            page.fill("[data-scrubber] input", Keys.ARROW_LEFT.toString());
            return timeLineWords().contains("You: the first words");
        });
        JsonObject first = berth.messages(own).getJsonObject(0);
        page.await("[data-linked][data-message-id='" + first.getString("id") + "']");
        page.click("[data-step='1']");
        Await.until("what came next", this::timeLineWords, words -> words.contains("The agent began"));
    }

    private String timeLineWords() {
        return page.attribute("[data-scrubber] input", "aria-valuetext");
    }

    private void awaitLinked(int message) {
        awaitInView(message);
        page.await("[data-linked][aria-current][data-message-id='" + IDS.get(message) + "']");
        Await.until("the focus", () -> IDS.get(message).equals(page.script("return document.activeElement.dataset.messageId ?? ''")));
    }

    private void awaitInView(int message) {
        Await.until("message " + message + " in view", () -> isInView(message));
    }

    private boolean isThere(int message) {
        return page.has("[data-message-id='" + IDS.get(message) + "']");
    }

    private boolean isInView(int message) {
        return (Boolean) page.script("""
                const found = document.querySelector('[data-message-id="%s"]')?.getBoundingClientRect()
                const view = document.querySelector('[data-scroller]').getBoundingClientRect()
                return Boolean(found) && found.bottom > view.top && found.top < view.bottom""".formatted(IDS.get(message)));
    }

    /** The id of the first message in view, and where it begins. */
    private List<?> firstInView() {
        return (List<?>) page.script("""
                const { top } = document.querySelector('[data-scroller]').getBoundingClientRect()
                const first = [...document.querySelectorAll('[data-message-id]')].find(e => e.getBoundingClientRect().bottom > top)
                return first ? [first.dataset.messageId, first.getBoundingClientRect().top] : ['', 0]""");
    }

    private static String words(int message) {
        return "The words of message number " + message + " of a long session. ".repeat(3);
    }
}
