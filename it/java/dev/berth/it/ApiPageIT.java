package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.openapi.Description;
import dev.berth.openapi.Operation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page of the API, in Chromium,")
class ApiPageIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private final Page page = PAGES.one();

    @Test
    @DisplayName("is a click away from the dashboard, and shows every operation and every schema of the description")
    void complete() {
        openFromDashboard();
        Description description = Description.ofFile();
        assertEquals(description.operations().stream().map(Operation::name).collect(Collectors.toSet()), shown(
                "[data-operation] > summary", "e.querySelector('.method').textContent + ' ' + e.querySelector('.path').textContent"));
        assertEquals(description.root().at("/components/schemas").propertyNames().stream().collect(Collectors.toSet()), shown(
                "details[data-schema]", "e.dataset.schema"));
    }

    @Test
    @DisplayName("opens an operation with a command to try it, and goes on to what its schemas are")
    void operation() {
        openFromDashboard();
        assertFalse(page.has("[data-operation=createSession] [data-example]"));
        page.click("[data-operation=createSession] summary");
        page.awaitText("[data-operation=createSession] [data-example]", "curl -X POST '" + SharedServer.berth().at("/api/sessions") + "'");
        page.click("[data-operation=createSession] a[href='#schema-Session']");
        page.awaitText("[data-schema=Session][open] .members", "repoOwner");
    }

    @Test
    @DisplayName("opens what its address names")
    void place() {
        openFromDashboard();
        page.script("location.hash = 'operation-prompt'");
        page.await("[data-operation=prompt][open] [data-example]");
        page.script("location.reload()");
        page.await("[data-operation=prompt][open] [data-example]");
    }

    private void openFromDashboard() {
        page.openDashboard(Berth.newId());
        page.click("footer a");
        page.await("[data-operation]");
    }

    /** What each such element says, by an expression of {@code e}. */
    @SuppressWarnings("unchecked")
    private Set<String> shown(String css, String expression) {
        return Set.copyOf((List<String>) page.script(
                "return [...document.querySelectorAll('" + css + "')].map(e => " + expression + ")"));
    }
}
