package dev.berth.agent.opencode;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.agent.opencode.server.OpenCodeOptions;
import dev.berth.agent.workspace.Workspaces;
import dev.berth.session.AgentRun;
import dev.berth.session.Mode;
import dev.berth.session.PermissionReply;
import dev.berth.session.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A turn of OpenCode, in moments that are rare")
class RareMomentsTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String FINISHED = "[{'info':{'id':'m1','parentID':'MSG','role':'assistant','sessionID':'ses_1','finish':'stop'},"
            + "'parts':[{'id':'p1','messageID':'m1','sessionID':'ses_1','type':'text','text':'Done.'}]}]";

    @TempDir
    private Path data;
    private final RecordedOutput output = new RecordedOutput();
    private final ExecutorService chores = Executors.newCachedThreadPool();
    private FakeOpenCode openCode;
    private OpenCodeAgent agent;

    @BeforeEach
    void open() throws IOException {
        openCode = new FakeOpenCode();
        Workspaces workspaces = new Workspaces(data.resolve("workspaces"), null, true, Duration.ofMinutes(1), chores);
        OpenCodeOptions options = new OpenCodeOptions(data.resolve("opencode"), data.resolve("workspaces"), null, openCode.url(),
                null, null, null, "none", List.of(), Duration.ofSeconds(20));
        RunLimits limits = new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 100);
        agent = new OpenCodeAgent(options, limits, workspaces, new Instances(Duration.ofMinutes(1)), chores, Thread::new);
    }

    @AfterEach
    void close() {
        agent.close();
        openCode.close();
        chores.shutdownNow();
    }

    @Test
    @DisplayName("is not ended by what OpenCode still says of the turn that was stopped before")
    void lateAbort() {
        begin(Map.of());
        openCode.event("session.error", "{'sessionID':'ses_1','error':{'name':'MessageAbortedError','data':{'message':'Aborted'}}}");
        openCode.event("session.idle", "{'sessionID':'ses_1'}");
        taken();
        finish();
        until(() -> said("completed"));
    }

    @Test
    @DisplayName("ends well when it finishes while it is asked how it stands")
    void finishesMeanwhile() {
        begin(Map.of());
        taken();
        until(() -> said("remember opencode.session ses_1"));
        String unfinished = openCode.json(FINISHED).replace(",\"finish\":\"stop\"", "");
        CountDownLatch read = new CountDownLatch(1);
        openCode.answer("GET /session/ses_1/message", () -> {
            boolean before = read.getCount() > 0;
            read.countDown();
            return before ? unfinished : openCode.json(FINISHED);
        });
        openCode.answer("GET /session/status", () -> {
            await(read, 1);
            read.countDown();
            return "{}";
        });
        openCode.cut();
        until(() -> said("completed") || output.said().toString().contains("interrupted"));
        assertTrue(said("completed"), output.said().toString());
    }

    @Test
    @DisplayName("is not over when OpenCode is asked before it has taken the prompt")
    void askedTooEarly() {
        begin(Map.of());
        openCode.calls.clear();
        openCode.cut();
        until(() -> openCode.calls.contains("GET /session/ses_1/message"));
        taken();
        finish();
        until(() -> said("completed") || output.said().toString().contains("failed"));
        assertTrue(said("completed"), output.said().toString());
    }

    @Test
    @DisplayName("hears what a sub-agent asks whose beginning was missed")
    void subAgentBegunInAGap() {
        AgentRun run = begin(Map.of());
        taken();
        openCode.answer("GET /permission", () -> openCode.json("[{'id':'per_1','sessionID':'ses_2','permission':'bash','patterns':['ls'],"
                + "'always':['ls *'],'metadata':{},'tool':{'messageID':'m2','callID':'c2'}}]"));
        openCode.answer("GET /session/ses_1/message", () -> openCode.json("[{'info':{'id':'m1','parentID':'MSG','role':'assistant',"
                + "'sessionID':'ses_1'},'parts':[{'id':'p1','messageID':'m1','sessionID':'ses_1','type':'tool','tool':'task','callID':'c1',"
                + "'state':{'status':'running','input':{},'metadata':{'sessionId':'ses_2'}}}]}]"));
        openCode.answer("GET /session/ses_2/message", () -> openCode.json("[{'info':{'id':'m2','parentID':'m0','role':'assistant',"
                + "'sessionID':'ses_2'},'parts':[{'id':'p2','messageID':'m2','sessionID':'ses_2','type':'tool','tool':'bash','callID':'c2',"
                + "'state':{'status':'running','input':{}}}]}]"));
        openCode.cut();
        until(() -> said("may I per_1") && said("put c2/call tool-call RUNNING below c1"));
        run.permit("per_1", PermissionReply.ONCE, null);
        until(() -> openCode.calls.contains("POST /permission/per_1/reply"));
        openCode.event("permission.asked",
                "{'id':'per_2','sessionID':'ses_2','permission':'bash','patterns':['pwd'],'always':[],'metadata':{}}");
        until(() -> said("may I per_2"));
    }

    @Test
    @DisplayName("is ended when a sub-agent goes round in circles")
    void subAgentInCircles() {
        begin(Map.of());
        taken();
        openCode.event("session.created", "{'sessionID':'ses_2','info':{'id':'ses_2','parentID':'ses_1'}}");
        openCode.answer("POST /session/ses_1/abort", () -> {
            openCode.answer("GET /session/status", () -> "{}");
            return "true";
        });
        for (int step = 1; step <= RunLimits.UNKNOWN_ENDS_MAX; step++) {
            openCode.event("message.updated", "{'sessionID':'ses_2','info':{'id':'c" + step + "','parentID':'m0','role':'assistant',"
                    + "'sessionID':'ses_2','finish':'unknown'}}");
        }
        until(() -> said("failed The model's answers break off without an end."));
    }

    @Test
    @DisplayName("is stopped also when OpenCode takes the prompt long after the stop")
    void takenAfterTheStop() {
        CountDownLatch slow = new CountDownLatch(1);
        openCode.answer("POST /session/ses_1/prompt_async", () -> {
            await(slow, 20);
            openCode.answer("GET /session/status", () -> "{\"ses_1\":{\"type\":\"busy\"}}");
            return "";
        });
        AgentRun run = start(Map.of());
        until(() -> openCode.prompted != null);
        CompletableFuture<Void> stopped = run.stop().toCompletableFuture();
        assertThrows(TimeoutException.class, () -> stopped.get(3, TimeUnit.SECONDS));
        slow.countDown();
        openCode.answer("POST /session/ses_1/abort", () -> {
            openCode.answer("GET /session/status", () -> "{}");
            return "true";
        });
        int before = openCode.calls.size();
        stopped.orTimeout(20, TimeUnit.SECONDS).join();
        assertTrue(openCode.calls.subList(before, openCode.calls.size()).contains("POST /session/ses_1/abort"));
    }

    @Test
    @DisplayName("that failed because OpenCode did not answer to the prompt in time does not go on unseen")
    void notAnswered() {
        openCode.answer("POST /session/ses_1/prompt_async", RareMomentsTest::refuse);
        start(Map.of());
        until(() -> output.said().toString().contains("failed"));
        assertTrue(openCode.calls.contains("POST /session/ses_1/abort"));
    }

    @Test
    @DisplayName("of a session that was made anew begins when nothing is left of the deleted one")
    void madeAnew() throws IOException {
        CountDownLatch slow = new CountDownLatch(1);
        openCode.answer("DELETE /session/ses_1", () -> {
            await(slow, 20);
            return "true";
        });
        begin(Map.of());
        Path folder = data.resolve("workspaces").resolve(ID);
        Files.writeString(folder.resolve("old.txt"), "of the deleted session");
        openCode.calls.clear();
        agent.forget(ID, Map.of(OpenCodeRun.SESSION, FakeOpenCode.SESSION));
        start(Map.of());
        until(() -> openCode.calls.contains("DELETE /session/ses_1"));
        slow.countDown();
        until(() -> openCode.calls.contains("POST /session/ses_1/prompt_async"));
        assertTrue(Files.isDirectory(folder));
        assertFalse(Files.exists(folder.resolve("old.txt")));
    }

    private static String refuse() {
        throw new IllegalStateException("The connection breaks.");
    }

    private static void await(CountDownLatch latch, int seconds) {
        try {
            latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AgentRun begin(Map<String, String> memory) {
        AgentRun run = start(memory);
        until(() -> openCode.calls.contains("POST /session/ses_1/prompt_async"));
        return run;
    }

    private AgentRun start(Map<String, String> memory) {
        return agent.start(new Prompt(ID, "t1", "go", Mode.BUILD, null, "acme", "rocket", memory, null, List.of()), output);
    }

    /** OpenCode has the prompt, and works on it. */
    private void taken() {
        openCode.answer("GET /session/status", () -> "{\"ses_1\":{\"type\":\"busy\"}}");
        openCode.event("message.updated", "{'sessionID':'ses_1','info':{'id':'MSG','role':'user','sessionID':'ses_1'}}");
        openCode.event("message.updated",
                "{'sessionID':'ses_1','info':{'id':'m1','parentID':'MSG','role':'assistant','sessionID':'ses_1'}}");
    }

    private void finish() {
        openCode.answer("GET /session/ses_1/message", () -> openCode.json(FINISHED));
        openCode.answer("GET /session/status", () -> "{}");
        openCode.event("session.idle", "{'sessionID':'ses_1'}");
    }

    private boolean said(String line) {
        return List.copyOf(output.said()).contains(line);
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about in 20 seconds; said was " + output.said() + ", called " + openCode.calls);
            }
            Thread.onSpinWait();
        }
    }
}
