package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every page, in every state,")
class AxeIT {

    /** Each theme and each width once; {@code -Dberth.it.appearances=all} looks at each theme in each width. */
    private static final Set<Appearance> SEEN = "all".equals(System.getProperty("berth.it.appearances"))
            ? EnumSet.complementOf(EnumSet.of(Appearance.SMALLEST)) : EnumSet.of(Appearance.LIGHT_WIDE, Appearance.DARK_PHONE);
    /** Off unless asked for: targets of 24 pixels (WCAG 2.2 AA). */
    private static final Map<String, AxeRuleOptions> RULES = Map.of("target-size", enabled());

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
    @DisplayName("is accessible by the rules of axe, fits the smallest screen, and moves nothing for those who want it still")
    void accessible(PageState state) {
        state.show().accept(new PageState.Scene(page, SharedServer.berth(), Berth.newId()));
        List<String> faults = new ArrayList<>();
        SEEN.forEach(appearance -> faultsIn(appearance).forEach(faults::add));
        Appearance.SMALLEST.showOn(page);
        faults.addAll(wider());
        faults.addAll(moving());
        assertEquals("", String.join("\n", faults), state.name());
    }

    static Stream<PageState> states() {
        return PageState.all().stream();
    }

    private static Stream<String> faultsIn(Appearance appearance) {
        appearance.showOn(page);
        AxeRunOptions options = new AxeRunOptions();
        options.setRules(RULES);
        return new AxeBuilder().withOptions(options).setLegacyMode(true).analyze(page.browser()).getViolations().stream()
                .map(rule -> appearance + ": " + words(rule));
    }

    private static String words(Rule rule) {
        return rule.getId() + " (" + rule.getHelp() + "): " + rule.getNodes().stream().limit(5).map(node -> node.getTarget() + " "
                + node.getHtml() + " " + node.getFailureSummary()).collect(Collectors.joining("; "));
    }

    /** What sticks out of a page that scrolls sideways. */
    @SuppressWarnings("unchecked")
    private static List<String> wider() {
        return (List<String>) page.script("""
                const root = document.scrollingElement
                if (root.scrollWidth <= root.clientWidth) return []
                return [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > root.clientWidth + 1)
                    .slice(0, 5).map(each => 'At 320 pixels the page scrolls sideways: ' + each.outerHTML.slice(0, 150))""");
    }

    @SuppressWarnings("unchecked")
    private static List<String> moving() {
        return (List<String>) page.script("""
                return document.getAnimations().filter(each => each.playState === 'running' && each.effect.getComputedTiming().duration > 1)
                    .map(each => 'Moves in spite of reduced motion: ' + (each.animationName ?? each.transitionProperty))""");
    }

    private static AxeRuleOptions enabled() {
        AxeRuleOptions options = new AxeRuleOptions();
        options.setEnabled(true);
        return options;
    }
}
