package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

@DisplayName("By keyboard alone")
class KeyboardIT {

    /**
     * Numbers each control that shows and keeps how it looks without the focus, and those around it that may show the focus for it.
     * An open drawer closes when the focus leaves it, so there it is walked through once, from where the focus is when it opens.
     */
    private static final String NUMBER = """
            const drawer = document.querySelector('[data-panel][data-open]')
            const open = [...document.querySelectorAll('dialog:modal')].at(-1) ?? drawer ?? document.body
            const arrivedAt = drawer?.contains(document.activeElement) && document.activeElement
            const named = 'a[href], button, input, select, textarea, summary, [tabindex]'
            const groups = new Set()
            const isReached = each => {
              if (!each.checkVisibility({ visibilityProperty: true }) || each.matches(':disabled, [tabindex="-1"]')) return false
              if (each.type !== 'radio') return true
              const group = [...document.querySelectorAll('input[type=radio]')]
                  .filter(radio => radio.form === each.form && radio.name === each.name)
              return each.checked || (!group.some(radio => radio.checked) && group[0] === each)
            }
            const around = each => [each, each.nextElementSibling, each.parentElement, each.closest('.card, form, li')].filter(Boolean)
            window.lookOf = each => around(each).map(shown => {
              const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(shown)
              return [outlineStyle, outlineWidth, outlineStyle === 'none' || outlineColor, boxShadow, borderColor].join(' ')
            }).join('|')
            document.activeElement.blur()
            const controls = [...open.querySelectorAll(named)].filter(each => each !== arrivedAt && isReached(each))
            window.before = new Map(controls.map(each => [each, lookOf(each)]))
            controls.forEach((each, index) => { each.dataset.tabbed = index })
            return controls.map(each => each.outerHTML.slice(0, 120))""";

    /** The number of the control that has the focus, and whether one can see that; null on anything else. */
    private static final String WHERE = """
            const at = document.activeElement
            if (!at.dataset.tabbed) return null
            return [at.dataset.tabbed, String(before.get(at) !== lookOf(at))]""";

    private static Page page;

    @BeforeAll
    static void open() {
        page = new Page(SharedServer.berth());
    }

    @AfterAll
    static void close() {
        page.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    @DisplayName("one reaches every control of every page, sees where one is, and is caught nowhere")
    void reaches(PageState state) {
        Appearance.LIGHT_WIDE.showOn(page);
        state.show().accept(new PageState.Scene(page, SharedServer.berth(), Berth.newId()));
        assertEquals("", String.join("\n", faults()), state.name());
    }

    @Test
    @DisplayName("a focus that nobody sees would be noticed here")
    void unseen() {
        page.openDashboard(Berth.newId());
        page.script("""
                const sheet = new CSSStyleSheet()
                sheet.replaceSync('.brand:focus-visible { outline: none }')
                document.adoptedStyleSheets = [sheet]""");
        assertTrue(faults().stream().anyMatch(fault -> fault.contains("brand")));
    }

    private static List<String> faults() {
        @SuppressWarnings("unchecked")
        List<String> controls = (List<String>) page.script(NUMBER);
        Set<Integer> missed = IntStream.range(0, controls.size()).boxed().collect(Collectors.toCollection(TreeSet::new));
        List<String> faults = new ArrayList<>();
        // Boxes that scroll are stops too, which no selector finds.
        for (int i = 0; i < 2 * controls.size() + 20 && !missed.isEmpty(); i++) {
            press(Keys.TAB);
            Object where = page.script(WHERE);
            if (where instanceof List<?> at && missed.remove(Integer.valueOf((String) at.get(0))) && at.get(1).equals("false")) {
                faults.add("One does not see the focus on " + controls.get(Integer.parseInt((String) at.get(0))));
            }
        }
        missed.forEach(number -> faults.add("One does not reach " + controls.get(number)));
        return faults;
    }

    static Stream<PageState> states() {
        return PageState.all().stream().filter(PageState::isStill);
    }

    @Test
    @DisplayName("one leaves a dialog with Escape, and is where one was")
    void escape() {
        page.openDashboard(Berth.newId());
        page.clickButton("New session");
        page.await("dialog[open]");
        press(Keys.ESCAPE);
        page.awaitGone("dialog[open]");
        assertEquals("new-session", page.script("return document.activeElement.dataset.action"));
    }

    @Test
    @DisplayName("one deletes nothing by leaving the question with Escape, and is where one was")
    void escapeFromQuestion() {
        String user = Berth.newId();
        String id = SharedServer.berth().newSession(user);
        page.openDashboard(user).choose(id, "delete");
        page.await("dialog[open]");
        press(Keys.ESCAPE);
        page.awaitGone("dialog[open]");
        assertEquals(id, page.script("return document.activeElement.closest('[data-session-id]').dataset.sessionId"));
        SharedServer.berth().session(id);
    }

    private static void press(Keys key) {
        new Actions(page.browser()).sendKeys(key).perform();
    }
}
