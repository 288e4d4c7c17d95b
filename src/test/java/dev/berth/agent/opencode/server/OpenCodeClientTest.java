package dev.berth.agent.opencode.server;

import static dev.berth.agent.opencode.server.RealOpenCode.await;
import static dev.berth.agent.opencode.server.RealOpenCode.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Json;
import dev.berth.it.opencode.NeedsOpenCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenCode
@DisplayName("A call of OpenCode")
class OpenCodeClientTest {

    @TempDir
    private static Path data;
    private static RealOpenCode real;
    private static OpenCodeServer server;
    private static OpenCodeClient client;
    private Path workspace;

    @BeforeAll
    static void start() {
        real = new RealOpenCode();
        server = real.server(RealOpenCode.options(data));
        client = await(server.ready());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void makeWorkspace(TestInfo test) throws Exception {
        workspace = RealOpenCode.workspace(data, test.getTestMethod().orElseThrow().getName() + " ü+&");
    }

    @Test
    @DisplayName("makes a session that knows Berth's, and deletes it; the second time does nothing")
    void makesAndDeletesSessions() {
        String session = await(client.createSession(workspace, "A title", "berth-1"));
        assertTrue(session.startsWith("ses_"), session);
        assertTrue(await(client.sessionExists(workspace, session)));
        assertEquals("berth-1", RealOpenCode.ask(server.health().pid(), "GET", OpenCodeHttp.in(workspace, "/session/" + session), null)
                .asJsonObject().getJsonObject("metadata").getString("berthSession"));
        await(client.deleteSession(workspace, session));
        assertFalse(await(client.sessionExists(workspace, session)));
        await(client.deleteSession(workspace, session));
    }

    @Test
    @DisplayName("finds nothing running in a fresh workspace")
    void findsNothing() {
        String session = await(client.createSession(workspace, "A title", "berth-1"));
        assertTrue(await(client.status(workspace)).isEmpty());
        assertEquals(List.of(), await(client.messages(workspace, session, 10)));
        assertTrue(await(client.permissions(workspace)).isEmpty());
        assertTrue(await(client.questions(workspace)).isEmpty());
        await(client.abort(workspace, session));
        await(client.disposeInstance(workspace));
    }

    @Test
    @DisplayName("sends a prompt under the ids that the caller made")
    void prompts() {
        String session = await(client.createSession(workspace, "A title", "berth-1"));
        String messageId = "msg_0123456789abcdefghijklmnop";
        String partId = "prt_0123456789abcdefghijklmnop";
        JsonArray parts = Json.array(Json.object("id", partId, "type", "text", "text", "Hé\n\"x\""));
        await(client.prompt(workspace, session, messageId, "plan", "none/such", parts));
        until(() -> real.events.contains(workspace + " session.error"));
        var message = await(client.messages(workspace, session, 10)).get(0);
        assertEquals(messageId, message.getJsonObject("info").getString("id"));
        assertEquals("plan", message.getJsonObject("info").getString("agent"));
        assertEquals("Hé\n\"x\"", message.getJsonArray("parts").getJsonObject(0).getString("text"));
        assertEquals(partId, message.getJsonArray("parts").getJsonObject(0).getString("id"));
    }

    @Test
    @DisplayName("that OpenCode refuses fails with its status and its reason")
    void fails() {
        OpenCodeFailure failure = assertThrows(OpenCodeFailure.class, () -> await(client.messages(workspace, "ses_unknown", 1)));
        assertEquals(404, failure.status());
        assertTrue(failure.getMessage().startsWith("OpenCode answered 404 to GET /session/ses_unknown/message"), failure.getMessage());
        assertTrue(failure.getMessage().contains("not found"), failure.getMessage());
        assertEquals(404, assertThrows(OpenCodeFailure.class,
                () -> await(client.replyPermission(workspace, "per_x", "once", null))).status());
        assertEquals(404, assertThrows(OpenCodeFailure.class,
                () -> await(client.replyQuestion(workspace, "que_x", JsonValue.EMPTY_JSON_ARRAY))).status());
        assertEquals(404, assertThrows(OpenCodeFailure.class, () -> await(client.rejectQuestion(workspace, "que_x"))).status());
    }
}
