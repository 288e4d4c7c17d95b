package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.say;
import static dev.berth.it.opencode.Step.think;
import static dev.berth.it.opencode.Step.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

@NeedsOpenCode
@DisplayName("OpenCode on the page, in two Chromiums,")
class OpenCodePageIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(() -> SharedCodingServer.running().berth());

    /** It waits in the middle until the test has seen its first words. */
    private static final String BROKEN = "echo 1 of 2 passes\nuntil [ -e seen ]; do sleep 0.1; done\necho 2 of 2 fails >&2\nexit 1\n";
    private static final String SOUND = "echo 1 of 2 passes\nuntil [ -e seen ]; do sleep 0.1; done\necho 2 of 2 passes\n";
    private static final String EDIT = "[data-diff='test.sh']";

    private final CodingServer coding = SharedCodingServer.running();
    private final Page one = PAGES.one();
    private final Page other = PAGES.other();

    @Test
    @DisplayName("mends a repository: one asks, the other allows, and both see its tools, its diff, its tasks and what it cost (P2, P8)")
    void mendsARepository() throws IOException {
        coding.repository("octo", "page", "test.sh", BROKEN);
        coding.provider.script("mend the test on the page",
                think("Look first.").and(say("I look at the test. ")).and(call("todowrite", todos("in_progress", "pending")))
                        .and(call("read", Json.object("filePath", "test.sh"))).and(usage(1_000, 20, 400)),
                call("edit", Json.object("filePath", "test.sh", "oldString", "echo 2 of 2 fails >&2\nexit 1",
                        "newString", "echo 2 of 2 passes")),
                call("todowrite", todos("completed", "in_progress")).and(call("bash", Json.object("command", "sh test.sh"))),
                call("todowrite", todos("completed", "completed")),
                say("It passes now.").and(usage(2_000, 5, 0)));
        String id = coding.newSession("octo", "page");
        PAGES.openSession(id);
        one.say("mend the test on the page");
        allowEdit();
        allowRun();
        Files.createFile(coding.workspace(id).resolve("seen"));
        PAGES.both().forEach(OpenCodePageIT::awaitDone);
        assertEquals(SOUND, coding.file(id, "test.sh"));
    }

    private void allowEdit() {
        for (Page page : PAGES.both()) {
            page.awaitText("[data-permission]", "The agent wants to change a file");
            page.awaitText("[data-permission] " + EDIT + " .added .code-line", "echo 2 of 2 passes");
            page.await("[data-header] [data-activity=waiting]");
            page.await("[data-tool=read][data-state=complete]");
            page.await("[data-tool=edit]:is([data-state=pending], [data-state=running])");
            page.awaitText("[data-task-id][data-status=in_progress]", "Mend the test");
            page.awaitText("[data-task-id][data-status=pending]", "Run it");
        }
        allow();
        for (Page page : PAGES.both()) {
            page.await("[data-tool=edit][data-state=complete]");
            page.awaitText(".tool-card:has([data-tool=edit]) [data-answered]", "Allowed once");
            page.click("[data-tool=edit] > summary");
            page.await("[data-tool=edit] " + EDIT);
        }
    }

    private void allowRun() {
        for (Page page : PAGES.both()) {
            page.awaitText("[data-permission]", "The agent wants to run a command");
            page.awaitText("[data-permission] pre", "sh test.sh");
        }
        allow();
        for (Page page : PAGES.both()) {
            page.awaitText("[data-tool=bash][data-state=running] ~ [data-peek]", "1 of 2 passes");
            page.awaitText("[data-task-id][data-status=completed]", "Mend the test");
            page.awaitText("[data-task-id][data-status=in_progress]", "Run it");
        }
    }

    /** In the second browser; the card goes in both. */
    private void allow() {
        String card = "[data-permission='" + one.attribute("[data-permission]", "data-permission") + "']";
        other.click(card + " [data-reply=once]");
        PAGES.both().forEach(page -> page.awaitGone(card));
    }

    private static void awaitDone(Page page) {
        page.awaitAnswer("I look at the test. It passes now.");
        page.await("[data-tool=bash][data-state=complete]");
        assertTrue(page.text("[data-tool=bash] .output").contains("2 of 2 passes"));
        page.await("[data-header] [data-activity=idle]");
        assertEquals("2 of 2 done", page.text("[data-task-count]"));
        page.awaitText("[data-role=assistant] > [data-usage]", "3k in");
        page.await("[data-session-usage]");
        assertEquals("Ready", page.text("[data-fact=workspace]"));
    }

    @Test
    @DisplayName("asks a question that one answers in their own words, which the model is told; the other's card goes (P8)")
    void question() {
        JsonObject colour = Json.object("question", "Which colour shall the door have?", "header", "Colour", "options", Json.array(
                Json.object("label", "Red", "description", "as before"), Json.object("label", "Blue", "description", "as the sea")));
        coding.provider.script("paint the door", say("Let me ask. ").and(call("question", Json.object("questions", Json.array(colour)))),
                say("I paint it so."));
        String id = coding.newSession();
        PAGES.openSession(id);
        one.say("paint the door");
        PAGES.both().forEach(page -> page.awaitText("[data-question]", "Which colour shall the door have?"));
        other.type("Own answer", "green as grass");
        other.clickButton("Answer");
        for (Page page : PAGES.both()) {
            page.awaitGone("[data-question]");
            page.awaitText("[data-answered]", "Answered: green as grass");
            page.awaitAnswer("Let me ask. I paint it so.");
        }
        List<JsonObject> told = coding.provider.requests().stream().filter(request -> request.prompt().contains("paint the door"))
                .filter(request -> request.step() == 1).flatMap(request -> request.messages().stream()).toList();
        assertTrue(told.stream().anyMatch(message -> message.toString().contains("green as grass")), told.toString());
    }

    @Test
    @DisplayName("tells who answers a permission too late who was first, and with what (P8)")
    void answeredAlready() {
        coding.provider.script("ask for two", call("bash", Json.object("command", "echo asked")), say("Thanks."));
        String id = coding.newSession();
        PAGES.openSession(id);
        one.say("ask for two");
        other.await("[data-permission]");
        other.holdRequests();
        other.click("[data-permission] [data-reply=reject]");
        try (FollowSocket ada = coding.berth().socket(id, "?userId=ada")) {
            String permission = other.attribute("[data-permission]", "data-permission");
            ada.send(Json.object("type", "permission-reply", "id", permission, "reply", "once"));
            PAGES.both().forEach(page -> page.awaitGone("[data-permission]"));
        }
        other.letRequestsGo();
        other.awaitText("[data-toast]", "Answered already by ada. Allowed once.");
        PAGES.both().forEach(page -> page.awaitAnswer("Thanks."));
        List<String> complaints = other.complaints();
        assertTrue(complaints.stream().allMatch(complaint -> complaint.contains("409")), complaints.toString());
    }

    @Test
    @DisplayName("may ask for two things at once: the keyboard alone answers one after the other, and nothing that nobody has read (P8)")
    void twoAtOnce() {
        coding.provider.script("do both at once", call("bash", Json.object("command", "echo left"))
                .and(call("bash", Json.object("command", "echo right"))), say("Both are done."));
        String id = coding.newSession();
        PAGES.openSession(id);
        one.say("do both at once");
        one.await("[data-permission] + [data-permission]");
        String second = one.attribute("[data-permission] + [data-permission]", "data-permission");
        one.script("document.querySelector('[data-permission] [data-reply=once]').focus()");
        one.press("y");
        PAGES.both().forEach(page -> page.awaitGone("[data-permission] + [data-permission]"));
        assertEquals(second, one.script("return document.activeElement.dataset.permission"));
        one.press("y");
        assertTrue(one.has("[data-permission='" + second + "']:not([aria-busy=true])"), "A key pressed twice answers what nobody has read.");
        one.press(Keys.TAB);
        one.press("y");
        PAGES.both().forEach(page -> page.awaitAnswer("Both are done."));
        PAGES.both().forEach(page -> page.awaitGone("[data-permission]"));
    }

    @Test
    @DisplayName("shows what a sub-agent does, asks and says below the tool that started it")
    void subAgent() {
        coding.provider.script("let another look", call("task", Json.object("description", "Count the files", "prompt", "count them for me",
                "subagent_type", "general")), say("There is one."));
        coding.provider.script("count them for me", think("Only one folder.").and(call("read", Json.object("filePath", "README.md"))),
                call("bash", Json.object("command", "ls -1")), say("One file."));
        String id = coding.newSession();
        PAGES.openSession(id);
        one.say("let another look");
        for (Page page : PAGES.both()) {
            page.awaitText("[data-permission] pre", "ls -1");
            page.awaitText("[data-tool=task] ~ [data-peek]", "Shell");
            page.click("[data-tool=task] > summary");
            page.await("[data-tool=task] .inside [data-tool=read][data-state=complete]");
            page.await("[data-tool=task] .inside [data-tool=bash]");
        }
        other.click("[data-permission] [data-reply=once]");
        for (Page page : PAGES.both()) {
            page.awaitAnswer("There is one.");
            page.await("[data-tool=task][data-state=complete]");
            page.await("[data-tool=task] .inside [data-tool=bash][data-state=complete]");
            assertTrue(page.text("[data-tool=task] .inside").contains("One file."), page.text("[data-tool=task]"));
        }
    }

    private static JsonObject todos(String first, String second) {
        return Json.object("todos", Json.array(
                Json.object("content", "Mend the test", "status", first, "priority", "high"),
                Json.object("content", "Run it", "status", second, "priority", "low")));
    }
}
