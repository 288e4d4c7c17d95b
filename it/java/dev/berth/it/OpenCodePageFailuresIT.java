package dev.berth.it;

import static dev.berth.it.opencode.Step.httpError;
import static dev.berth.it.opencode.Step.say;

import dev.berth.it.opencode.NeedsOpenCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NeedsOpenCode
@DisplayName("What goes wrong with OpenCode is shown on the page with its reason and a way to try again:")
class OpenCodePageFailuresIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(() -> SharedCodingServer.running().berth());

    private static final String FAILED = "[data-turn-status] [data-turn-state=failed]";
    private static final String REASON = "[data-messages] [data-part=error]";
    private static final String RUNNING = "[data-turn-status] [data-turn-state=running]";

    private final CodingServer coding = SharedCodingServer.running();

    @Test
    @DisplayName("a provider that refuses the key, until it takes it")
    void refusedKey() {
        coding.provider.script("use the old key", httpError(401, "bad key"));
        String id = coding.newSession();
        PAGES.openSession(id);
        PAGES.one().say("use the old key");
        for (Page page : PAGES.both()) {
            page.awaitText(REASON, "The model's provider has refused the key (401): bad key.");
            page.await(FAILED + " [data-action=retry]");
            page.await("[data-header] [data-activity=failed]");
        }
        coding.provider.script("use the old key", say("The new one works."));
        PAGES.other().click(FAILED + " [data-action=retry]");
        for (Page page : PAGES.both()) {
            page.awaitAnswer("The new one works.");
            page.awaitGone(FAILED);
            page.await("[data-header] [data-activity=idle]");
        }
    }

    @Test
    @DisplayName("a repository that cannot be cloned, until it can; how far the clone is, is shown meanwhile")
    void failedClone() {
        coding.provider.script("what is in it", say("Only a file."));
        String id = coding.newSession("octo", "late");
        PAGES.openSession(id);
        PAGES.one().say("what is in it");
        for (Page page : PAGES.both()) {
            page.awaitText(REASON, "The repository octo/late could not be cloned: ");
            page.awaitText("[data-fact=workspace]", "Failed: The repository octo/late could not be cloned: ");
        }
        Runnable letGo = coding.repository("octo", "late", "README.md", "# Late\n").holdClones("octo", "late");
        PAGES.other().click(FAILED + " [data-action=retry]");
        for (Page page : PAGES.both()) {
            page.awaitText(RUNNING, "Cloning octo/late");
            Await.until("the workspace in the making", () -> page.text("[data-fact=workspace]"), "Cloning…"::equals);
        }
        letGo.run();
        for (Page page : PAGES.both()) {
            page.awaitAnswer("Only a file.");
            Await.until("the workspace", () -> page.text("[data-fact=workspace]"), "Ready"::equals);
            page.awaitText("[data-fact=branch]", "berth/");
        }
    }
}
