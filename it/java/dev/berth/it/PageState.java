package dev.berth.it;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A page in a state that it can be in. Whoever adds a state to a page adds a line to {@link DashboardStates} or {@link SessionStates}.
 *
 * @param name of the page and the state
 * @param isStill whether it can be walked through by keyboard: nothing comes and goes meanwhile
 * @param show brings a browser there
 */
record PageState(String name, boolean isStill, Consumer<Scene> show) {

    /** What each state begins with. @param page a browser @param berth the shared server @param user of whom there is nothing yet */
    record Scene(Page page, Berth berth, String user) {

        String session() {
            return berth.newSession(user);
        }

        /** Opens a session in which this was said, and waits for what shows that the state is reached. */
        void said(String prompt, String css) {
            String id = session();
            berth.prompt(id, prompt);
            page.openSession(id).await(css);
        }
    }

    static List<PageState> all() {
        return Stream.of(DashboardStates.all(), SessionStates.all(), others()).flatMap(List::stream).toList();
    }

    private static List<PageState> others() {
        return List.of(
                still("design", scene -> scene.page.open("/design.html").await("[data-shown]")),
                still("api: closed", scene -> scene.page.open("/api.html").await("[data-operation]")),
                still("api: an operation and a schema", PageState::operation));
    }

    static PageState still(String name, Consumer<Scene> show) {
        return new PageState(name, true, show);
    }

    static PageState moving(String name, Consumer<Scene> show) {
        return new PageState(name, false, show);
    }

    @Override
    public String toString() {
        return name;
    }

    static void visit(Scene scene, Berth berth, String path, String css) {
        scene.page.visit(berth.at(path).toString());
        scene.page.await(css);
    }

    private static void operation(Scene scene) {
        scene.page.open("/api.html").await("[data-operation]");
        scene.page.script("document.querySelectorAll('[data-operation=prompt], [data-schema=Session]').forEach(e => { e.open = true })");
        scene.page.await("[data-operation=prompt][open]");
    }
}
