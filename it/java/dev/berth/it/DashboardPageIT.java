package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

@DisplayName("The dashboard, in Chromium,")
class DashboardPageIT {

    private static final String ARCHIVED = ".toolbar label:has([value=archived])";
    private static final String FIRST = "[data-sessions] [data-session-id]";

    /** To one host at the same time. */
    private static final int CONNECTIONS_OF_A_BROWSER = 6;

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private final Page page = PAGES.one();
    private final Page other = PAGES.other();
    private final Berth berth = SharedServer.berth();
    private final String user = Berth.newId();

    @Test
    @DisplayName("brings page after page as one scrolls, and holds only what is near to it")
    void pages() {
        List<String> ids = IntStream.range(0, 400).mapToObj(i -> newSession("octo", "berth", "Session " + i)).toList();
        open("");
        Await.until("the newest", page::cards, cards -> !cards.isEmpty() && cards.get(0).equals(ids.get(399)));
        assertEquals(50, page.cards().size());
        Await.until("the oldest, at the end", () -> {
            page.script("scrollTo(0, document.body.scrollHeight)");
            return page.has(card(ids.get(0)));
        });
        page.awaitGone("[data-action=more]");
        Await.until("no more than is near", page::cards, cards -> cards.size() < 300);
        page.script("scrollTo(0, 0)");
        page.await(card(ids.get(399)));
    }

    @Test
    @DisplayName("searches as one types, tells how many there are, and keeps what is asked for in its address")
    void search() {
        String login = newSession("octo", "berth", "Fix the login");
        newSession("octo", "berth", "Speed up the build");
        open("");
        awaitCards(2);
        page.press("/");
        page.press("LOGIN");
        Await.until("the one that matches", page::cards, List.of(login)::equals);
        page.awaitText("[data-results]", "1 session.");
        assertTrue(page.url().contains("q=LOGIN") && page.url().contains("userId=" + user), page.url());
        page.reload();
        Await.until("the one that matches", page::cards, List.of(login)::equals);
        page.type("Search sessions", "no such thing");
        page.await("[data-no-results]");
        page.press(Keys.ESCAPE);
        awaitCards(2);
        assertFalse(page.url().contains("q="), page.url());
        page.press("nothing");
        page.clickButton("Clear search and filters");
        awaitCards(2);
    }

    @Test
    @DisplayName("filters by status, activity and repository, and heeds that in all that happens")
    void filters() {
        String first = newSession("octo", "berth", "First");
        String second = newSession("octo", "harbour", "Second");
        open("");
        awaitCards(2);
        berth.patch("/sessions/" + first, Json.object("status", "archived")).expect(200);
        Await.until("the active one", page::cards, List.of(second)::equals);
        page.click(ARCHIVED);
        Await.until("the archived one", page::cards, List.of(first)::equals);
        page.awaitText(card(first), "Archived");
        berth.patch("/sessions/" + first, Json.object("status", "active")).expect(200);
        page.await("[data-no-results]");
        open("&activity=failed");
        page.await("[data-no-results]");
        berth.prompt(second, "/fail on purpose");
        Await.until("the one that fails", page::cards, List.of(second)::equals);
        open("&repo=octo/berth");
        Await.until("the one of that repository", page::cards, List.of(first)::equals);
        assertEquals("octo/berth", page.script("return document.querySelector('[name=repo]').value"));
        Await.until("the other one to choose", () -> page.attribute("[name=repo] option:last-child", "value"), "octo/harbour"::equals);
    }

    @Test
    @DisplayName("groups the cards by repository, and remembers that")
    void groups() {
        String old = newSession("octo", "berth", "Old");
        String other = newSession("octo", "harbour", "Other");
        String latest = newSession("octo", "berth", "Latest");
        open("");
        Await.until("by time", page::cards, List.of(latest, other, old)::equals);
        page.click("[data-action=group]");
        Await.until("by repository", page::cards, List.of(latest, old, other)::equals);
        page.reload();
        Await.until("by repository", page::cards, List.of(latest, old, other)::equals);
        assertTrue(page.text("[data-group='octo/berth'] h2").startsWith("octo/berth"));
        page.click("[data-action=group]");
        Await.until("by time", page::cards, List.of(latest, other, old)::equals);
    }

    @Test
    @DisplayName("renames in place: Enter saves, Esc does not, and what is refused goes back")
    void rename() {
        String id = newSession("octo", "berth", "Before");
        open("");
        focus(id);
        page.press(Keys.F2);
        page.press("After", Keys.ENTER);
        Await.until("the new title", () -> berth.session(id).getString("title").equals("After"));
        assertEquals(id, focused());
        page.press(Keys.F2);
        page.press("Never", Keys.ESCAPE);
        assertEquals("After", title(id));
        page.script("""
                const send = window.fetch
                window.fetch = (url, options) => options?.method !== 'PATCH' ? send(url, options)
                    : Promise.resolve(new Response(JSON.stringify({ detail: 'This title is refused.' }), { status: 409 }))""");
        page.choose(id, "rename");
        page.press("Refused", Keys.ENTER);
        page.awaitText("[data-toast=alert]", "This title is refused.");
        Await.until("the old title", () -> title(id).equals("After"));
        assertEquals("After", berth.session(id).getString("title"));
    }

    @Test
    @DisplayName("archives by a key or the menu, hands the focus on, and takes it back")
    void archive() {
        String below = newSession("octo", "berth", "Below");
        String above = newSession("octo", "berth", "Above");
        open("");
        Await.until("both", page::cards, List.of(above, below)::equals);
        focus(above);
        page.press("e");
        Await.until("the other one", page::cards, List.of(below)::equals);
        assertEquals("archived", berth.session(above).getString("status"));
        Await.until("the focus on it", this::focused, below::equals);
        page.click("[data-action=undo]");
        Await.until("both", page::cards, List.of(above, below)::equals);
        page.choose(below, "archive");
        Await.until("one", page::cards, List.of(above)::equals);
        page.click(ARCHIVED);
        Await.until("the archived one", page::cards, List.of(below)::equals);
        page.choose(below, "restore");
        Await.until("it is back", () -> berth.session(below).getString("status").equals("active"));
    }

    @Test
    @DisplayName("is worked with the keyboard, and the focus stays with its card wherever that moves")
    void keyboard() {
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> newSession("octo", "berth", "Session " + i)).toList();
        open("");
        awaitCards(5);
        page.press("j");
        assertEquals(ids.get(4), focused());
        page.press("j");
        assertEquals(ids.get(3), focused());
        page.press("k");
        page.press(Keys.ARROW_DOWN);
        int columns = Integer.parseInt((String) page.script(
                "return String(getComputedStyle(document.querySelector('.chunks .cards')).gridTemplateColumns.split(' ').length)"));
        String below = ids.get(4 - columns);
        assertEquals(below, focused());
        berth.patch("/sessions/" + below, Json.object("title", "Moves up")).expect(200);
        Await.until("it is first", () -> page.cards().get(0).equals(below));
        assertEquals(below, focused());
        page.press(Keys.ENTER);
        Await.until("its page", () -> page.url().contains("session.html?id=" + below));
    }

    @Test
    @DisplayName("explains every key, and lets those of a single character be switched off")
    void shortcuts() {
        newSession("octo", "berth", "Any");
        open("");
        awaitCards(1);
        page.press("?");
        page.awaitText("#shortcuts dl", "Rename the session");
        page.click("#shortcuts [name=characters]");
        page.press(Keys.ESCAPE);
        awaitFocusBack();
        page.press("j");
        assertEquals("", focused());
        page.click("[data-action=shortcuts]");
        page.click("#shortcuts [name=characters]");
        page.clickButton("Close");
        awaitFocusBack();
        page.press("j");
        assertFalse(focused().isEmpty());
    }

    /** A browser takes the focus from what is hidden with its next frame. */
    private void awaitFocusBack() {
        Await.until("no focus in the dialog", () -> page.script("return String(document.querySelector('#shortcuts').contains(document.activeElement))"),
                "false"::equals);
    }

    @Test
    @DisplayName("marks as unread what has happened since it was seen, until it is opened, in any tab, or marked as read")
    void unread() {
        String id = newSession("octo", "berth", "News");
        open("");
        awaitCards(1);
        page.script("localStorage.removeItem('berth.read')");
        page.reload();
        awaitCards(1);
        page.awaitGone("[data-unread]");
        berth.store(id, "something new");
        page.await("[data-session-id='" + id + "'][data-unread]");
        assertTrue(page.text(card(id) + " h3 a").startsWith("Unread"), page.text(card(id) + " h3 a"));
        page.choose(id, "read");
        page.awaitGone("[data-unread]");
        berth.store(id, "more");
        page.await("[data-unread]");
        page.script("window.tab = window.open('session.html?id=" + id + "')");
        page.awaitGone("[data-unread]");
        page.script("window.tab.close()");
    }

    @Test
    @DisplayName("shows what waits for an answer on top, whatever the filter, and takes the answer there (P8)")
    void waiting() {
        String asks = newSession("octo", "berth", "Asks");
        String permits = newSession("octo", "berth", "Permits");
        String question = berth.prompt(asks, "/question Go on?").getString("turnId");
        String permission = berth.prompt(permits, "/permission bash make").getString("turnId");
        open("&q=nothing-like-that");
        other.openDashboard(user);
        Await.until("the number in the title", () -> page.script("return document.title").equals("(2) Sessions · Berth"));
        page.awaitText("[data-waiting-session='" + permits + "']", "make");
        page.awaitText("[data-waiting-session='" + asks + "']", "Go on?");
        other.await("[data-waiting-session='" + permits + "'] [data-reply=once]");
        page.click("[data-waiting-session='" + permits + "'] [data-reply=once]");
        berth.awaitTurn(permits, permission, "completed");
        other.awaitGone("[data-waiting-session='" + permits + "']");
        page.click("[data-waiting-session='" + asks + "'] label.choice");
        page.click("[data-waiting-session='" + asks + "'] [data-action=answer]");
        berth.awaitTurn(asks, question, "completed");
        page.awaitGone("[data-waiting]");
        assertEquals("Sessions · Berth", page.script("return document.title"));
    }

    @Test
    @DisplayName("shows the questions of five sessions that wait, and links to more")
    void manyWaiting() {
        List<String> ids = IntStream.range(0, 7).mapToObj(i -> newSession("octo", "berth", "Waits " + i)).toList();
        ids.forEach(id -> berth.prompt(id, "/permission bash make"));
        Await.until("all to wait", () -> ids.stream().allMatch(id -> berth.session(id).getString("activity").equals("waiting")));
        open("");
        Await.until("five questions", () -> count("[data-waiting] [data-permission]").equals("5"));
        Await.until("two links", () -> count("[data-waiting-links] a").equals("2"));
        page.click("[data-waiting-session] [data-reply=once]");
        Await.until("one link", () -> count("[data-waiting-links] a").equals("1"));
        Await.until("five questions", () -> count("[data-waiting] [data-permission]").equals("5"));
        ids.forEach(id -> berth.post("/sessions/" + id + "/stop").expect(200));
        page.awaitGone("[data-waiting]");
    }

    @Test
    @DisplayName("shows how far the tasks of a session are")
    void tasks() {
        String id = newSession("octo", "berth", "Plans");
        JsonObject first = berth.post("/sessions/" + id + "/tasks", Json.object("title", "One")).expect(201).object();
        berth.post("/sessions/" + id + "/tasks", Json.object("title", "Two")).expect(201);
        open("");
        page.awaitText(card(id), "0 of 2 tasks");
        berth.patch("/sessions/" + id + "/tasks/" + first.getString("id"), Json.object("status", "completed")).expect(200);
        page.awaitText(card(id), "1 of 2 tasks");
    }

    @Test
    @DisplayName("notifies, once asked to, of what begins to wait while nobody looks, and asks nobody before")
    void notifications() {
        page.beforePages("""
                if (location.search.includes('notify')) {
                    window.told = []
                    window.Notification = class {
                        static permission = 'default'
                        static requestPermission() { return Promise.resolve(this.permission = 'granted') }
                        constructor(title, { body, tag }) { window.told.push(title + ': ' + body + ' ' + tag) }
                        close() {}
                    }
                }""");
        String id = newSession("octo", "berth", "Works");
        open("&notify");
        awaitCards(1);
        page.click("[data-action=notify]");
        page.await("[data-action=notify][aria-pressed=true]");
        page.script("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })");
        berth.prompt(id, "/permission bash make");
        Await.until("a notification", () -> String.valueOf(page.script("return window.told.join()")),
                ("Works: Waits for your answer. berth:" + id + ":waiting")::equals);
        berth.post("/sessions/" + id + "/stop").expect(200);
        page.script("delete document.visibilityState");
        page.click("[data-action=notify]");
        page.await("[data-action=notify][aria-pressed=false]");
    }

    @Test
    @DisplayName("holds no connection once it is left, however often one comes")
    void leftOften() {
        newSession("octo", "berth", "Stays");
        for (int i = 0; i < CONNECTIONS_OF_A_BROWSER + 2; i++) {
            open("&time=" + i);
            awaitCards(1);
        }
    }

    @Test
    @DisplayName("keeps what it shows when the server cannot be reached, and says so")
    void unreachable() {
        String id = newSession("octo", "berth", "Stays");
        open("");
        awaitCards(1);
        page.script("window.fetch = () => Promise.reject(new TypeError('offline'))");
        page.type("Search sessions", "stays");
        page.awaitText("[data-toast=alert]", "cannot be reached");
        assertEquals(List.of(id), page.cards());
    }

    private void open(String query) {
        page.open("/?userId=" + user + query).awaitConnected();
    }

    private String newSession(String owner, String name, String title) {
        return berth.post("/sessions", Json.object("userId", user, "repoOwner", owner, "repoName", name, "title", title)).expect(201)
                .object().getString("id");
    }

    private void awaitCards(int number) {
        Await.until(number + " cards", () -> page.cards().size(), Integer.valueOf(number)::equals);
    }

    private static String card(String id) {
        return "[data-sessions] [data-session-id='" + id + "']";
    }

    private String title(String id) {
        return page.text(card(id) + " h3 a span:last-child");
    }

    private void focus(String id) {
        page.await(card(id));
        page.script("document.querySelector(\"" + card(id) + " h3 a\").focus()");
    }

    /** The session whose card has the focus; empty when none has it. */
    private String focused() {
        return (String) page.script("return document.activeElement.closest('" + FIRST + "')?.dataset.sessionId ?? ''");
    }

    private String count(String css) {
        return (String) page.script("return String(document.querySelectorAll('" + css + "').length)");
    }
}
