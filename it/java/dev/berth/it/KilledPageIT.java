package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that starts answers 404 for a while, which is no word of Berth's. */
@DisplayName("A page whose server is killed in mid-answer and started again, in Chromium,")
class KilledPageIT {

    private static final String CONNECTION = "return document.querySelector('[data-connection]')?.dataset.connection ?? 'none'";

    private final OwnServer server = new OwnServer("berth.echo.pause", "30ms");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("has every word that it had, says that the turn was interrupted, and goes on (P1, P5)")
    void killed() throws InterruptedException {
        String id = server.start().berth().newSession();
        try (Page page = new Page(server.berth())) {
            page.openSession(id);
            page.type("Message", Words.of(400).replaceAll("[^ -~]", ""));
            page.clickButton("Send");
            String seen = Await.until("the beginning of the answer", page::answer, text -> text.length() > 100);
            server.kill();
            Await.until("the page knows", () -> page.script(CONNECTION), state -> !"connected".equals(state));
            server.start();
            Await.until("the page is back", () -> page.script(CONNECTION), "connected"::equals);
            Await.until("the end of the turn", () -> server.berth().turns(id).toString(), turns -> turns.contains("interrupted"));
            String now = page.answer();
            assertTrue(now.startsWith(seen), () -> seen + " became " + now);
            page.type("Message", "and on");
            page.clickButton("Send");
            page.awaitAnswer("and on");
            assertEquals("true", page.script("return String(document.querySelector('[data-gone]').hidden)"));
        }
    }
}
