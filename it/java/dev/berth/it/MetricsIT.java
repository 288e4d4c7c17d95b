package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures at /metrics change")
class MetricsIT {

    private static final int LARGE = 60_000;
    private static final int LARGE_MESSAGES_MAX = 2_000;

    private final Berth berth = SharedServer.berth();
    private final Operator operator = new Operator(berth);

    @Test
    @DisplayName("with what is written: commits, their events and how long they took, and sessions that are opened")
    void commits() {
        double commits = operator.figure("berth_commits_total");
        double events = operator.figure("berth_commit_events_total");
        double seconds = operator.figure("berth_commits_seconds_total");
        double wakes = operator.figure("berth_wakes_total");
        String id = berth.newSession();
        for (int i = 0; i < 10; i++) {
            berth.store(id, "word " + i);
        }
        assertTrue(operator.figure("berth_commits_total") >= commits + 10);
        assertTrue(operator.figure("berth_commit_events_total") >= events + 10);
        assertTrue(operator.figure("berth_commits_seconds_total") > seconds);
        assertTrue(operator.figure("berth_commits_seconds_longest") > 0);
        assertTrue(operator.figure("berth_wakes_total") >= wakes + 1);
        await("berth_sessions_open", open -> open >= 1);
    }

    @Test
    @DisplayName("with turns: how many run and wait now, and what became of the others")
    void turns() {
        String id = berth.newSession();
        double completed = operator.figure("berth_turns_total", "state=\"completed\"");
        double stopped = operator.figure("berth_turns_total", "state=\"stopped\"");
        double failed = operator.figure("berth_turns_total", "state=\"failed\"");
        berth.promptToEnd(id, "hello");
        berth.awaitTurn(id, berth.prompt(id, "/fail because").getString("turnId"), "failed");
        berth.prompt(id, "/question Wait?");
        berth.prompt(id, "waits");
        await("berth_turns_running", running -> running >= 1);
        await("berth_turns_queued", queued -> queued >= 1);
        berth.post("/sessions/" + id + "/stop").expect(200);
        await("berth_turns_total", stopped + 1, "state=\"stopped\"");
        await("berth_turns_total", completed + 2, "state=\"completed\"");
        await("berth_turns_total", failed + 1, "state=\"failed\"");
    }

    @Test
    @DisplayName("with those who follow, by what they are connected by")
    void followers() {
        String id = berth.newSession();
        try (FollowSocket socket = berth.socket(id, ""); FollowEvents events = berth.events("/sessions/" + id + "/events").expect(200);
                FollowEvents dashboard = berth.events("/events").expect(200)) {
            socket.ready();
            for (String channel : new String[] {"websocket", "events", "dashboard"}) {
                Await.until(channel, () -> operator.figure("berth_followers", "channel=\"" + channel + "\"") >= 1);
            }
            assertFalse(events.frames().hasEnded() || dashboard.frames().hasEnded());
        }
    }

    @Test
    @DisplayName("with a follower that takes nothing and is cut off")
    void slow() throws IOException {
        String id = berth.newSession();
        double before = cutOff();
        try (Socket stalled = new Socket(InetAddress.getLoopbackAddress(), berth.port())) {
            stalled.getOutputStream().write(("GET /api/sessions/" + id + "/events HTTP/1.1\r\nHost: localhost:" + berth.port() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Await.until("it to follow", () -> operator.figure("berth_followers", "channel=\"events\"") >= 1);
            for (int i = 0; i < LARGE_MESSAGES_MAX && cutOff() == before; i++) {
                berth.store(id, "x".repeat(LARGE));
            }
        }
        assertTrue(cutOff() > before);
    }

    @Test
    @DisplayName("with requests that are refused")
    void refused() {
        double before = operator.figure("berth_requests_refused_total", "status=\"403\"");
        assertEquals(403, new RawHttp(berth.port()).get("/api/sessions", "Host: evil.example").status());
        await("berth_requests_refused_total", before + 1, "status=\"403\"");
    }

    @Test
    @DisplayName("and name no session, no user and nothing that was said")
    void labels() {
        String id = berth.newSession("metrics-user");
        berth.promptToEnd(id, "secret-word");
        String label = "(?:mp_scope|mp_app|channel|reason|state|status|pool)=\"[a-z_0-9]*\",?";
        operator.figures().forEach(line -> assertTrue(line.matches("berth_[a-z_]+\\{(?:" + label + ")*\\} [-0-9.E]+"), line));
    }

    /** On Open Liberty its own limit for a write may come before Berth's, and the connection counts as broken. */
    private double cutOff() {
        return operator.figure("berth_followers_closed_total", "reason=\"too_slow\"")
                + operator.figure("berth_followers_closed_total", "reason=\"internal\"");
    }

    private void await(String name, double figure, String label) {
        Await.until(name, () -> operator.figure(name, label), found -> found >= figure);
    }

    private void await(String name, DoublePredicate wanted) {
        Await.until(name, () -> operator.figure(name), wanted::test);
    }
}
