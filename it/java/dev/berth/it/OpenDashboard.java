package dev.berth.it;

/** The dashboard of a user whom nobody else is, in one browser window. */
final class OpenDashboard {

    private static final String FIRST = "[data-sessions] [data-session-id]";

    private final Page page;
    private final Berth berth;
    private final String user = Berth.newId();

    OpenDashboard(Page page, Berth berth) {
        this.page = page;
        this.berth = berth;
    }

    String user() {
        return user;
    }

    /** @param query more of the address, such as {@code &q=login} */
    void open(String query) {
        page.open("/?userId=" + user + query).awaitConnected();
    }

    String newSession(String owner, String name, String title) {
        return berth.post("/sessions", Json.object("userId", user, "repoOwner", owner, "repoName", name, "title", title)).expect(201)
                .object().getString("id");
    }

    void awaitCards(int number) {
        Await.until(number + " cards", () -> page.cards().size(), Integer.valueOf(number)::equals);
    }

    /** Where the card of a session is. */
    static String card(String id) {
        return "[data-sessions] [data-session-id='" + id + "']";
    }

    String title(String id) {
        return page.text(card(id) + " h3 a span:last-child");
    }

    void focus(String id) {
        page.await(card(id));
        page.script("document.querySelector(\"" + card(id) + " h3 a\").focus()");
    }

    /** The session whose card has the focus; empty when none has it. */
    String focused() {
        return (String) page.script("return document.activeElement.closest('" + FIRST + "')?.dataset.sessionId ?? ''");
    }

    String count(String css) {
        return (String) page.script("return String(document.querySelectorAll('" + css + "').length)");
    }
}
