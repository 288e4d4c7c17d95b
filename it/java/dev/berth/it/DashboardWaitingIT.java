package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The dashboard, in Chromium,")
class DashboardWaitingIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private final Page page = PAGES.one();
    private final Page other = PAGES.other();
    private final Berth berth = SharedServer.berth();
    private final OpenDashboard dashboard = new OpenDashboard(page, berth);

    @Test
    @DisplayName("shows what waits for an answer on top, whatever the filter, and takes the answer there (P8)")
    void waiting() {
        String asks = dashboard.newSession("octo", "berth", "Asks");
        String permits = dashboard.newSession("octo", "berth", "Permits");
        String question = berth.prompt(asks, "/question Go on?").getString("turnId");
        String permission = berth.prompt(permits, "/permission bash make").getString("turnId");
        dashboard.open("&q=nothing-like-that");
        other.openDashboard(dashboard.user());
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
        List<String> ids = IntStream.range(0, 7).mapToObj(i -> dashboard.newSession("octo", "berth", "Waits " + i)).toList();
        ids.forEach(id -> berth.prompt(id, "/permission bash make"));
        Await.until("all to wait", () -> ids.stream().allMatch(id -> berth.session(id).getString("activity").equals("waiting")));
        dashboard.open("");
        Await.until("five questions", () -> dashboard.count("[data-waiting] [data-permission]").equals("5"));
        Await.until("two links", () -> dashboard.count("[data-waiting-links] a").equals("2"));
        page.click("[data-waiting-session] [data-reply=once]");
        Await.until("one link", () -> dashboard.count("[data-waiting-links] a").equals("1"));
        Await.until("five questions", () -> dashboard.count("[data-waiting] [data-permission]").equals("5"));
        ids.forEach(id -> berth.post("/sessions/" + id + "/stop").expect(200));
        page.awaitGone("[data-waiting]");
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
        String id = dashboard.newSession("octo", "berth", "Works");
        dashboard.open("&notify");
        dashboard.awaitCards(1);
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
}
