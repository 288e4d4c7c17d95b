package dev.berth.it;

import static dev.berth.it.PageState.moving;
import static dev.berth.it.PageState.still;
import static dev.berth.it.PageState.visit;

import dev.berth.it.PageState.Scene;
import dev.berth.it.access.SecuredServer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The states of a session's page. */
final class SessionStates {

    private SessionStates() {
    }

    static List<PageState> all() {
        return List.of(
                still("session: empty", scene -> scene.page().openSession(scene.session()).await("[data-nothing]")),
                still("session: everything an agent shows", SessionStates::shown),
                moving("session: streaming", scene -> scene.said(Words.MANY, "[data-turn-state=running]")),
                moving("session: queue", SessionStates::queue),
                moving("session: a queued message is rewritten", SessionStates::rewritten),
                still("session: permission", scene -> scene.said("/permission bash make", "[data-permission]")),
                still("session: question", scene -> scene.said("/question Go on?", "[data-question]")),
                still("session: task", scene -> scene.said("/task Write tests", "[data-task-id]")),
                still("session: tool", scene -> scene.said("/tool shell {\"cmd\":\"ls\"}", "[data-tool]")),
                still("session: failed", scene -> scene.said("/fail on purpose", "[data-turn-state=failed]")),
                still("session: find", SessionStates::find),
                still("session: time line", SessionStates::timeLine),
                still("session: a message that a link leads to", SessionStates::linked),
                still("session: files", SessionStates::files),
                still("session: edit and send again", SessionStates::editAgain),
                still("session: its keys", SessionStates::keys),
                still("session: panel on a phone", SessionStates::panel),
                still("session: archived", SessionStates::archived),
                still("session: guest", SessionStates::guest),
                still("session: deleted", SessionStates::deleted),
                still("session: missing", scene -> visit(scene, SecuredServer.berth(), "/session.html?id=none#share=share_no",
                        "[data-gone]")),
                still("session: offline", SessionStates::offline));
    }

    /** Each kind of part in each state, stored as if an agent had said it. */
    private static void shown(Scene scene) {
        String id = scene.session();
        String diff = "--- a/Rocket.java\n+++ b/Rocket.java\n@@ -1,2 +1,2 @@ class Rocket\n-  int fuel;\n+  long fuel;\n   int c;\n";
        Stream<JsonObject> tools = Stream.of("pending", "running", "complete", "error").map(state -> part("tool-call", "make " + state,
                "toolName", "bash", "toolCallId", state, "state", state, "toolInput", Json.object("command", "make")));
        scene.berth().store(id, "What does it do? Look at https://example.org/ and `code`.");
        Stream<JsonObject> others = Stream.of(part("text", "", "content", "# Words\n\n- one\n- two\n\n```java\nint a = 1;\n```\n"),
                part("reasoning", "", "content", "Let me think."), part("patch", "Rocket.java", "content", diff),
                part("error", "", "content", "It broke."), part("file", "a.txt", "content", "text"), part("new", "", "content", "new"));
        JsonArray parts = Json.array(Stream.concat(others, tools).toArray());
        Stream.of("assistant", "system").forEach(role -> scene.berth().post("/sessions/" + id + "/messages", Json.object("role", role,
                "parts", parts)).expect(201));
        scene.page().openSession(id).await("[data-role=system] [data-diff]");
        scene.page().script("document.querySelectorAll('details').forEach(each => { each.open = true })");
    }

    private static JsonObject part(String type, String title, Object... more) {
        return Json.object(Stream.concat(Stream.of("type", type, "title", title), Stream.of(more)).toArray());
    }

    private static void queue(Scene scene) {
        scene.said(Words.MANY, "[data-turn-state=running]");
        scene.page().say("the second");
        scene.page().say("the third");
        scene.page().await("[data-queue] [data-turn-id]:nth-of-type(2)");
    }

    private static void keys(Scene scene) {
        Appearance.LIGHT_WIDE.showOn(scene.page());
        scene.page().openSession(scene.session()).click("[data-action=shortcuts]");
        scene.page().await("#shortcuts");
    }

    private static void panel(Scene scene) {
        Appearance.LIGHT_PHONE.showOn(scene.page());
        scene.page().openSession(scene.session()).click("[data-action=panel]");
        scene.page().await("[data-panel][data-open]");
    }

    private static void archived(Scene scene) {
        String id = scene.session();
        scene.berth().store(id, "said before");
        scene.berth().patch("/sessions/" + id, Json.object("status", "archived")).expect(200);
        scene.page().openSession(id).await("[data-archived]");
    }

    private static void guest(Scene scene) {
        Berth service = SecuredServer.service();
        String id = service.newSession(scene.user());
        service.store(id, "seen by the guest");
        JsonObject share = service.post("/sessions/" + id + "/shares", Json.object("expiresIn", 600)).expect(201).object();
        scene.page().visit(SecuredServer.berth().at("/session.html?id=" + id + "#share=" + share.getString("token")).toString());
        scene.page().awaitText("[data-messages]", "seen by the guest");
    }

    private static void deleted(Scene scene) {
        String id = scene.session();
        scene.page().openSession(id);
        scene.berth().delete("/sessions/" + id).expect(204);
        scene.page().await("[data-gone=deleted]");
    }

    private static void offline(Scene scene) {
        String id = scene.session();
        scene.berth().store(id, "said before");
        try (Relay relay = new Relay(scene.berth().port())) {
            scene.page().visit("http://localhost:" + relay.port() + "/session.html?id=" + id);
            scene.page().awaitConnected();
        }
        scene.page().await("[data-connection=disconnected]");
    }

    private static void rewritten(Scene scene) {
        queue(scene);
        scene.page().click("[data-queue] [data-turn-id] button");
        scene.page().await("[data-queue] textarea");
    }

    private static String read(Scene scene) {
        String id = scene.session();
        scene.berth().promptToEnd(id, "words to be found");
        scene.page().openSession(id).await("[data-role=assistant]");
        return id;
    }

    private static void find(Scene scene) {
        read(scene);
        scene.page().click("[data-action=find]");
        scene.page().type("Find in this session", "found");
        scene.page().await("#find-results [role=option]");
    }

    private static void timeLine(Scene scene) {
        read(scene);
        scene.page().click("[data-action=scrubber]");
        scene.page().awaitText("[data-scrubber-words]", ":");
    }

    private static void linked(Scene scene) {
        String id = scene.session();
        String message = scene.berth().store(id, "said before").getString("id");
        scene.page().visit(scene.berth().at("/session.html?id=" + id + "#message=" + message).toString());
        scene.page().await("[data-message-id='" + message + "'][data-linked]");
    }

    private static void files(Scene scene) {
        scene.page().openSession(scene.session()).attach(Path.of("README.md").toAbsolutePath());
        scene.page().await("[data-attached]");
    }

    private static void editAgain(Scene scene) {
        read(scene);
        scene.page().click("[data-role=user] button[aria-label='Edit and send again']");
        scene.page().await("[data-editing]");
    }
}
