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

    /** To one host at the same time. */
    private static final int CONNECTIONS_OF_A_BROWSER = 6;

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private final Page page = PAGES.one();
    private final Berth berth = SharedServer.berth();
    private final OpenDashboard dashboard = new OpenDashboard(page, berth);

    @Test
    @DisplayName("brings page after page as one scrolls, and holds only what is near to it")
    void pages() {
        List<String> ids = IntStream.range(0, 400).mapToObj(i -> dashboard.newSession("octo", "berth", "Session " + i)).toList();
        dashboard.open("");
        Await.until("the newest", page::cards, cards -> !cards.isEmpty() && cards.get(0).equals(ids.get(399)));
        assertEquals(50, page.cards().size());
        Await.until("the oldest, at the end", () -> {
            page.script("scrollTo(0, document.body.scrollHeight)");
            return page.has(OpenDashboard.card(ids.get(0)));
        });
        page.awaitGone("[data-action=more]");
        Await.until("no more than is near", page::cards, cards -> cards.size() < 300);
        page.script("scrollTo(0, 0)");
        page.await(OpenDashboard.card(ids.get(399)));
    }

    @Test
    @DisplayName("searches as one types, tells how many there are, and keeps what is asked for in its address")
    void search() {
        String login = dashboard.newSession("octo", "berth", "Fix the login");
        dashboard.newSession("octo", "berth", "Speed up the build");
        dashboard.open("");
        dashboard.awaitCards(2);
        page.press("/");
        page.press("LOGIN");
        Await.until("the one that matches", page::cards, List.of(login)::equals);
        page.awaitText("[data-results]", "1 session.");
        assertTrue(page.url().contains("q=LOGIN") && page.url().contains("userId=" + dashboard.user()), page.url());
        page.reload();
        Await.until("the one that matches", page::cards, List.of(login)::equals);
        page.type("Search sessions", "no such thing");
        page.await("[data-no-results]");
        page.press(Keys.ESCAPE);
        dashboard.awaitCards(2);
        assertFalse(page.url().contains("q="), page.url());
        page.press("nothing");
        page.clickButton("Clear search and filters");
        dashboard.awaitCards(2);
    }

    @Test
    @DisplayName("filters by status, activity and repository, and heeds that in all that happens")
    void filters() {
        String first = dashboard.newSession("octo", "berth", "First");
        String second = dashboard.newSession("octo", "harbour", "Second");
        dashboard.open("");
        dashboard.awaitCards(2);
        berth.patch("/sessions/" + first, Json.object("status", "archived")).expect(200);
        Await.until("the active one", page::cards, List.of(second)::equals);
        page.click(ARCHIVED);
        Await.until("the archived one", page::cards, List.of(first)::equals);
        page.awaitText(OpenDashboard.card(first), "Archived");
        berth.patch("/sessions/" + first, Json.object("status", "active")).expect(200);
        page.await("[data-no-results]");
        dashboard.open("&activity=failed");
        page.await("[data-no-results]");
        berth.prompt(second, "/fail on purpose");
        Await.until("the one that fails", page::cards, List.of(second)::equals);
        dashboard.open("&repo=octo/berth");
        Await.until("the one of that repository", page::cards, List.of(first)::equals);
        assertEquals("octo/berth", page.script("return document.querySelector('[name=repo]').value"));
        Await.until("the other one to choose", () -> page.attribute("[name=repo] option:last-child", "value"), "octo/harbour"::equals);
    }

    @Test
    @DisplayName("groups the cards by repository, and remembers that")
    void groups() {
        String old = dashboard.newSession("octo", "berth", "Old");
        String other = dashboard.newSession("octo", "harbour", "Other");
        String latest = dashboard.newSession("octo", "berth", "Latest");
        dashboard.open("");
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
    @DisplayName("marks as unread what has happened since it was seen, until it is opened, in any tab, or marked as read")
    void unread() {
        String id = dashboard.newSession("octo", "berth", "News");
        dashboard.open("");
        dashboard.awaitCards(1);
        page.script("localStorage.removeItem('berth.read')");
        page.reload();
        dashboard.awaitCards(1);
        page.awaitGone("[data-unread]");
        berth.store(id, "something new");
        page.await("[data-session-id='" + id + "'][data-unread]");
        assertTrue(page.text(OpenDashboard.card(id) + " h3 a").startsWith("Unread"), page.text(OpenDashboard.card(id) + " h3 a"));
        page.choose(id, "read");
        page.awaitGone("[data-unread]");
        berth.store(id, "more");
        page.await("[data-unread]");
        page.script("window.tab = window.open('session.html?id=" + id + "')");
        page.awaitGone("[data-unread]");
        page.script("window.tab.close()");
    }

    @Test
    @DisplayName("shows how far the tasks of a session are")
    void tasks() {
        String id = dashboard.newSession("octo", "berth", "Plans");
        JsonObject first = berth.post("/sessions/" + id + "/tasks", Json.object("title", "One")).expect(201).object();
        berth.post("/sessions/" + id + "/tasks", Json.object("title", "Two")).expect(201);
        dashboard.open("");
        page.awaitText(OpenDashboard.card(id), "0 of 2 tasks");
        berth.patch("/sessions/" + id + "/tasks/" + first.getString("id"), Json.object("status", "completed")).expect(200);
        page.awaitText(OpenDashboard.card(id), "1 of 2 tasks");
    }

    @Test
    @DisplayName("holds no connection once it is left, however often one comes")
    void leftOften() {
        dashboard.newSession("octo", "berth", "Stays");
        for (int i = 0; i < CONNECTIONS_OF_A_BROWSER + 2; i++) {
            dashboard.open("&time=" + i);
            dashboard.awaitCards(1);
        }
    }

    @Test
    @DisplayName("keeps what it shows when the server cannot be reached, and says so")
    void unreachable() {
        String id = dashboard.newSession("octo", "berth", "Stays");
        dashboard.open("");
        dashboard.awaitCards(1);
        page.script("window.fetch = () => Promise.reject(new TypeError('offline'))");
        page.type("Search sessions", "stays");
        page.awaitText("[data-toast=alert]", "cannot be reached");
        assertEquals(List.of(id), page.cards());
    }
}
