package dev.berth.it;

import static dev.berth.it.PageState.moving;
import static dev.berth.it.PageState.still;
import static dev.berth.it.PageState.visit;

import dev.berth.it.PageState.Scene;
import dev.berth.it.access.SecuredServer;
import java.util.List;
import java.util.stream.Stream;

/** The states of the dashboard. */
final class DashboardStates {

    private DashboardStates() {
    }

    static List<PageState> all() {
        return List.of(
                still("dashboard: empty", scene -> scene.page().openDashboard(scene.user()).await("[data-empty]")),
                still("dashboard: full", DashboardStates::full),
                still("dashboard: grouped", DashboardStates::grouped),
                still("dashboard: no results", DashboardStates::noResults),
                still("dashboard: only archived", DashboardStates::onlyArchived),
                still("dashboard: a card's menu", DashboardStates::menu),
                moving("dashboard: a new name", DashboardStates::rename),
                still("dashboard: shortcuts", DashboardStates::shortcuts),
                still("dashboard: new session", scene -> newSession(scene, "#new-session")),
                still("dashboard: wrong names", DashboardStates::wrongNames),
                still("dashboard: asks before it deletes", DashboardStates::asksBeforeDeleting),
                still("dashboard: nobody logs in", scene -> visit(scene, SecuredServer.berth(), "/", "[data-login]")));
    }

    private static void full(Scene scene) {
        Stream.of("/permission bash make", "/fail on purpose", "words").forEach(said -> scene.berth().prompt(scene.session(), said));
        String archived = scene.session();
        scene.berth().patch("/sessions/" + archived, Json.object("title", "A title", "status", "archived")).expect(200);
        scene.page().openDashboard(scene.user()).await("[data-session-id]:nth-of-type(3)");
        scene.page().await("[data-session-id][data-activity=waiting]");
        scene.page().await("[data-session-id][data-activity=failed]");
    }

    private static void newSession(Scene scene, String css) {
        scene.page().openDashboard(scene.user()).clickButton("New session");
        scene.page().await(css);
    }

    private static void wrongNames(Scene scene) {
        newSession(scene, "#new-session");
        scene.page().clickButton("Create session");
        scene.page().await("[aria-invalid]");
    }

    private static void grouped(Scene scene) {
        scene.session();
        scene.page().openDashboard(scene.user()).click("[data-action=group]");
        scene.page().await("[data-action=group][aria-pressed=true]");
    }

    private static void noResults(Scene scene) {
        scene.session();
        scene.page().openDashboard(scene.user()).type("Search sessions", "nothing is called that");
        scene.page().await("[data-no-results]");
    }

    private static void onlyArchived(Scene scene) {
        scene.berth().patch("/sessions/" + scene.session(), Json.object("status", "archived")).expect(200);
        scene.page().openDashboard(scene.user()).await("[data-only-archived]");
    }

    private static void menu(Scene scene) {
        String id = scene.session();
        scene.page().openDashboard(scene.user()).click("[data-session-id='" + id + "'] [data-action=menu]");
        scene.page().await("[role=menu]");
    }

    private static void rename(Scene scene) {
        String id = scene.session();
        scene.page().openDashboard(scene.user()).choose(id, "rename");
        scene.page().await("[data-session-id] input");
    }

    private static void shortcuts(Scene scene) {
        scene.page().openDashboard(scene.user()).click("[data-action=shortcuts]");
        scene.page().await("#shortcuts");
    }

    private static void asksBeforeDeleting(Scene scene) {
        String id = scene.session();
        scene.page().openDashboard(scene.user()).choose(id, "delete");
        scene.page().await("dialog[open]");
    }
}
