package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The health checks say of a server that")
class HealthIT {

    private static final List<String> READY = List.of("sessions", "folder", "disk", "catalogue", "agent");

    @Test
    @DisplayName("is well: started, live and ready, without a version, a path or a user")
    void good() {
        Berth berth = SharedServer.berth();
        berth.promptToEnd(berth.newSession("somebody"), "hello");
        Operator operator = new Operator(berth);
        for (String what : List.of("started", "live", "ready")) {
            Reply reply = operator.health(what).expect(200);
            assertEquals("UP", reply.object().getString("status"));
            assertFalse(reply.body().matches("(?s).*(somebody|local|\"[^\"]*/[^\"]*\"|\\d+\\.\\d+\\.\\d+).*"), reply.body());
        }
        READY.forEach(check -> assertTrue(operator.isUp(check), check));
    }

    @Test
    @DisplayName("has a session in quarantine and no agent: still ready, and both are shown")
    void degraded() throws IOException {
        try (OwnServer server = new OwnServer("berth.agent", "opencode", "berth.opencode.path", "/nowhere/opencode",
                "berth.sessions.idle", "200ms").start()) {
            Berth berth = server.berth();
            Operator operator = new Operator(berth);
            String damaged = berth.newSession();
            berth.store(damaged, "words");
            Await.until("sleep", () -> !Files.exists(server.file(damaged).resolveSibling(damaged + ".db-wal")));
            Files.writeString(server.file(damaged), "This is a letter and no database. ".repeat(500));
            berth.get("/sessions/" + damaged).expect(503);
            failForWantOfOpenCode(berth);
            Await.until("the facts", () -> operator.facts("sessions").contains("quarantined:1")
                    && operator.facts("agent").contains("able:false"));
            operator.health("ready").expect(200);
            operator.health("live").expect(200);
            operator.health("started").expect(200);
            assertTrue(operator.figure("berth_hibernations_total") >= 1 && operator.figure("berth_set_aside_total") == 1);
            Await.until("the quarantine", () -> operator.figure("berth_sessions_quarantined") == 1);
        }
    }

    @Test
    @DisplayName("has lost its folder: not ready, but live; and ready again when the folder is back")
    void folderGone() throws IOException {
        try (OwnServer server = new OwnServer().start()) {
            Operator operator = new Operator(server.berth());
            operator.awaitReady(200);
            Path sessions = server.data().resolve("sessions");
            Path away = server.data().resolve("sessions-away");
            Files.move(sessions, away);
            operator.awaitReady(503);
            Await.until("the folder to be down", () -> !operator.isUp("folder"));
            assertFalse(operator.health("ready").body().contains(server.data().toString()));
            operator.health("live").expect(200);
            operator.health("started").expect(200);
            Files.move(away, sessions);
            operator.awaitReady(200);
            assertTrue(server.logs().contains("A health check is down. check=folder"), "no word in the log");
        }
    }

    /** Whether there is an OpenCode is found out by the first turn. */
    private static void failForWantOfOpenCode(Berth berth) {
        String id = berth.newSession();
        berth.awaitTurn(id, berth.prompt(id, "hello").getString("turnId"), "failed");
    }
}
