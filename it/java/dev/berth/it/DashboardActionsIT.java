package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

@DisplayName("The dashboard, in Chromium,")
class DashboardActionsIT {

    private static final String ARCHIVED = ".toolbar label:has([value=archived])";

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private final Page page = PAGES.one();
    private final Berth berth = SharedServer.berth();
    private final OpenDashboard dashboard = new OpenDashboard(page, berth);

    @Test
    @DisplayName("renames in place: Enter saves, Esc does not, and what is refused goes back")
    void rename() {
        String id = dashboard.newSession("octo", "berth", "Before");
        dashboard.open("");
        dashboard.focus(id);
        page.press(Keys.F2);
        page.press("After", Keys.ENTER);
        Await.until("the new title", () -> berth.session(id).getString("title").equals("After"));
        assertEquals(id, dashboard.focused());
        page.press(Keys.F2);
        page.press("Never", Keys.ESCAPE);
        assertEquals("After", dashboard.title(id));
        page.script("""
                const send = window.fetch
                window.fetch = (url, options) => options?.method !== 'PATCH' ? send(url, options)
                    : Promise.resolve(new Response(JSON.stringify({ detail: 'This title is refused.' }), { status: 409 }))""");
        page.choose(id, "rename");
        page.press("Refused", Keys.ENTER);
        page.awaitText("[data-toast=alert]", "This title is refused.");
        Await.until("the old title", () -> dashboard.title(id).equals("After"));
        assertEquals("After", berth.session(id).getString("title"));
    }

    @Test
    @DisplayName("archives by a key or the menu, hands the focus on, and takes it back")
    void archive() {
        String below = dashboard.newSession("octo", "berth", "Below");
        String above = dashboard.newSession("octo", "berth", "Above");
        dashboard.open("");
        Await.until("both", page::cards, List.of(above, below)::equals);
        dashboard.focus(above);
        page.press("e");
        Await.until("the other one", page::cards, List.of(below)::equals);
        assertEquals("archived", berth.session(above).getString("status"));
        Await.until("the focus on it", dashboard::focused, below::equals);
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
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> dashboard.newSession("octo", "berth", "Session " + i)).toList();
        dashboard.open("");
        dashboard.awaitCards(5);
        page.press("j");
        assertEquals(ids.get(4), dashboard.focused());
        page.press("j");
        assertEquals(ids.get(3), dashboard.focused());
        page.press("k");
        page.press(Keys.ARROW_DOWN);
        int columns = Integer.parseInt((String) page.script(
                "return String(getComputedStyle(document.querySelector('.chunks .cards')).gridTemplateColumns.split(' ').length)"));
        String below = ids.get(4 - columns);
        assertEquals(below, dashboard.focused());
        berth.patch("/sessions/" + below, Json.object("title", "Moves up")).expect(200);
        Await.until("it is first", () -> page.cards().get(0).equals(below));
        assertEquals(below, dashboard.focused());
        page.press(Keys.ENTER);
        Await.until("its page", () -> page.url().contains("session.html?id=" + below));
    }

    @Test
    @DisplayName("explains every key, and lets those of a single character be switched off")
    void shortcuts() {
        dashboard.newSession("octo", "berth", "Any");
        dashboard.open("");
        dashboard.awaitCards(1);
        page.press("?");
        page.awaitText("#shortcuts dl", "Rename the session");
        page.click("#shortcuts [name=characters]");
        page.press(Keys.ESCAPE);
        awaitFocusBack();
        page.press("j");
        assertEquals("", dashboard.focused());
        page.click("[data-action=shortcuts]");
        page.click("#shortcuts [name=characters]");
        page.clickButton("Close");
        awaitFocusBack();
        page.press("j");
        assertFalse(dashboard.focused().isEmpty());
    }

    /** A browser takes the focus from what is hidden with its next frame. */
    private void awaitFocusBack() {
        Await.until("no focus in the dialog", () -> page.script("return String(document.querySelector('#shortcuts').contains(document.activeElement))"),
                "false"::equals);
    }
}
