package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page of the design, in Chromium,")
class DesignPageIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private static final String GROUND = "return getComputedStyle(document.body).backgroundColor";
    private static final String CHOSEN = "return document.querySelector('berth-theme :checked').value";

    private final Page page = PAGES.one();

    @AfterEach
    void forget() {
        page.script("localStorage.removeItem('berth-theme')");
    }

    @Test
    @DisplayName("shows each sample, and no colour that is too faint")
    void complete() {
        open(page);
        assertEquals(List.of(), page.script("return [...document.querySelectorAll('[data-sample] > .problem')].map(e => e.textContent)"));
        assertEquals(List.of(), page.script(
                "return [...document.querySelectorAll('[data-sample]')].filter(e => !e.children[1]).map(e => e.dataset.sample)"));
        Await.until("the contrasts", () -> page.text(".swatch:last-child .ratio"), text -> !text.isEmpty());
        assertEquals(List.of(), page.script("return [...document.querySelectorAll('[data-too-faint]')].map(e => e.textContent)"));
    }

    @Test
    @DisplayName("changes the theme, which then holds on every page from the start, until the system is to decide again")
    void theme() {
        open(page);
        String light = (String) page.script(GROUND);
        page.click("berth-theme label:nth-of-type(3)");
        String dark = Await.until("the dark theme", () -> (String) page.script(GROUND), ground -> !ground.equals(light));
        assertEquals("dark", page.script(CHOSEN));
        page.openDashboard(Berth.newId());
        assertEquals("dark " + dark, page.script("return document.documentElement.dataset.theme + ' ' + getComputedStyle(document.body)"
                + ".backgroundColor"));
        open(page);
        assertEquals("dark", page.script(CHOSEN));
        page.click("berth-theme label:nth-of-type(1)");
        Await.until("the system's theme", () -> page.script(GROUND), light::equals);
        page.openDashboard(Berth.newId());
        assertEquals("none " + light, page.script("return (document.documentElement.dataset.theme ?? 'none') + ' '"
                + " + getComputedStyle(document.body).backgroundColor"));
    }

    @Test
    @DisplayName("keeps a time true while it is shown")
    void time() {
        open(page);
        page.awaitText("berth-time", "3 min ago");
        page.script("""
                const places = [...document.querySelectorAll('berth-time')].map(time => [time, time.parentElement])
                places.forEach(([time]) => time.remove())
                window.setInterval = run => { window.tick = run }
                places.forEach(([time, place]) => place.append(time))
                const now = Date.now
                Date.now = () => now() + 3_600_000
                window.tick()""");
        page.awaitText("berth-time", "1 h ago");
    }

    private static void open(Page page) {
        page.open("/design.html").await("[data-shown]");
    }
}
