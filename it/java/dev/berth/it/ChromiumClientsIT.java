package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/** Clients that nobody here wrote: the browser's own, used bare by a script in a page of Berth. */
@DisplayName("Chromium's own")
class ChromiumClientsIT {

    private static ChromeDriver browser;

    private final Berth berth = SharedServer.berth();
    private final Relay relay = new Relay(berth.port());
    private final String id = berth.newSession();
    private final Frames frames = new Frames();
    private int taken;

    @BeforeAll
    static void open() {
        browser = Browsers.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    @DisplayName("EventSource follows a session, and comes back by itself without a gap when it was cut off (P3)")
    void eventSource() {
        openPage();
        run("window.told = []; window.source = new EventSource('/api/sessions/" + id + "/events?after=0');"
                + "window.source.onmessage = event => window.told.push({id: event.lastEventId, data: JSON.parse(event.data)})");
        for (int cuts = 0; cuts < 3; cuts++) {
            String turnId = berth.prompt(id, Words.of(40 + cuts)).getString("turnId");
            Await.until("something new", () -> take() > 0);
            relay.cut();
            berth.awaitTurn(id, turnId, "completed");
            awaitAll();
        }
        run("window.source.close()");
        requireAll();
    }

    @Test
    @DisplayName("WebSocket follows a session, speaks in it, and goes on after its cursor (P3)")
    void webSocket() {
        openPage();
        run("""
                window.told = []
                window.follow = after => {
                  window.socket = new WebSocket(`ws://${location.host}/api/sessions/ID/websocket?after=${after}`)
                  window.socket.onmessage = event => window.told.push({id: null, data: JSON.parse(event.data)})
                }
                window.follow(0)""".replace("ID", id));
        Await.until("ready", () -> take() >= 0 && !frames.ofType("ready").isEmpty());
        run("window.socket.send(JSON.stringify({type: 'prompt', content: " + Json.array(Words.of(40)).get(0) + "}))");
        Await.until("the answer begins", () -> take() >= 0 && frames.ofType("message").size() == 2);
        relay.cut();
        take();
        long last = new FollowedText().apply(frames.all()).last();
        run("window.follow(" + last + ")");
        Await.until("the end of the turn", () -> berth.session(id).getString("activity").equals("idle"));
        awaitAll();
        assertEquals(2, frames.ofType("ready").size());
        requireAll();
    }

    private void openPage() {
        browser.get(new Berth(relay.port()).at("/").toString());
    }

    private void awaitAll() {
        long head = berth.session(id).getJsonNumber("seq").longValue();
        Await.until("event " + head, () -> take() >= 0 && frames.durable().stream().anyMatch(frame -> frame.seq() >= head));
    }

    private void requireAll() {
        FollowedText text = new FollowedText().apply(frames.all());
        assertEquals(List.of(), text.faults());
        assertEquals(berth.texts(id), text.texts());
        relay.close();
    }

    /** Takes what the page has been told since the last time. @return how much that is */
    private int take() {
        JsonArray told = (JsonArray) Json.parse((String) browser.executeScript("return JSON.stringify(window.told.slice(" + taken + "))"));
        for (JsonObject each : told.getValuesAs(JsonObject.class)) {
            frames.add(new Frame(null, null, each.getJsonObject("data")));
        }
        taken += told.size();
        return told.size();
    }

    private static void run(String script) {
        browser.executeScript(script);
    }
}
