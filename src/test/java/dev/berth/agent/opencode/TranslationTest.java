package dev.berth.agent.opencode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Mode;
import dev.berth.session.PermissionRequest;
import dev.berth.session.TaskChange;
import dev.berth.session.TaskStatus;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The JSON is what OpenCode 1.18.33 sent, shortened. */
@DisplayName("What OpenCode says")
class TranslationTest {

    private static final Path WORKSPACE = Path.of("/srv/workspaces/s1");

    private final RecordedOutput output = new RecordedOutput();
    private final CallIds ids = new CallIds();
    private final AnswerParts parts = new AnswerParts(output, WORKSPACE, ids);

    @Test
    @DisplayName("in words grows with each delta, and the whole text at the end adds nothing")
    void words() {
        part("{'id':'p1','type':'text','text':''}");
        parts.delta("p1", "Hel");
        parts.delta("p1", "lo\n");
        parts.delta("unknown", "lost");
        part("{'id':'p1','type':'text','text':'Hello\\n','time':{'end':1}}");
        assertEquals(List.of("put p1 text RUNNING", "append p1 Hel", "append p1 lo\n"), output.said());
    }

    @Test
    @DisplayName("in words is never taken back, and what a gap has swallowed comes with the whole text")
    void gap() {
        part("{'id':'p1','type':'text','text':''}");
        parts.delta("p1", "One ");
        parts.tear();
        part("{'id':'p1','type':'text','text':''}");
        parts.delta("p1", "three");
        part("{'id':'p1','type':'text','text':'One two three','time':{'end':1}}");
        part("{'id':'p1','type':'text','text':'Some other text, a longer one','time':{'end':1}}");
        assertEquals(List.of("put p1 text RUNNING", "append p1 One ", "append p1 two three"), output.said());
    }

    @Test
    @DisplayName("by a sub-agent is told below its tool, and no part of the answer")
    void subAgent() {
        parts.part(json("{'id':'p1','type':'text','text':'child'}"), "call_1");
        parts.part(json("{'id':'p2','type':'tool','tool':'bash','callID':'call_2','state':{'status':'pending','input':{},'raw':''}}"),
                "call_1");
        assertEquals(List.of("put p1 reasoning RUNNING below call_1", "append p1 child", "put call_2/call tool-call PENDING below call_1"),
                output.said());
    }

    @Test
    @DisplayName("of a tool goes through its states once each, with its output as it grows and whole at the end")
    void tool() {
        tool("'pending','input':{},'raw':''");
        tool("'running','input':{'command':'make'},'time':{'start':1000}");
        tool("'running','input':{'command':'make'},'time':{'start':1000},'metadata':{'output':''}");
        tool("'running','input':{'command':'make'},'time':{'start':1000},'metadata':{'output':'one\\n'}");
        tool("'running','input':{'command':'make'},'time':{'start':1000},'metadata':{'output':'one\\ntwo\\n'}");
        tool("'completed','input':{'command':'make'},'output':'one\\ntwo\\n','title':'make','time':{'start':1000,'end':1250},"
                + "'metadata':{'exit':0}");
        tool("'running','input':{'command':'make'},'time':{'start':1000},'metadata':{'output':'late'}");
        assertEquals(List.of("put c/call tool-call PENDING", "put c/call tool-call RUNNING {\"command\":\"make\"}",
                "put c/result tool-result RUNNING", "append c/result one\n", "append c/result two\n",
                "put c/call tool-call COMPLETE {\"command\":\"make\"} title make 250 ms",
                "put c/result tool-result COMPLETE \"one\\ntwo\\n\""), output.said());
    }

    @Test
    @DisplayName("of a tool stands for itself also when the model gives another call, of a later step or of a sub-agent, the same id")
    void sameCallId() {
        String task = "{'id':'p1','type':'tool','tool':'task','messageID':'m1','callID':'call_0','state':{'status':'running','input':{}}}";
        String bash = "{'id':'p2','type':'tool','tool':'bash','messageID':'m2','callID':'call_0',"
                + "'state':{'status':'completed','input':{},'output':'%s'}}";
        part(task);
        parts.part(json(bash.formatted("inside")), "call_0");
        part(bash.formatted("outside").replace("m2", "m3"));
        assertEquals("call_0/m3", Asked.callId(json("{'id':'per_1','tool':{'messageID':'m3','callID':'call_0'}}"), ids));
        assertEquals(List.of("put call_0/call tool-call RUNNING",
                "put call_0/m2/call tool-call COMPLETE below call_0", "put call_0/m2/result tool-result COMPLETE \"inside\" below call_0",
                "put call_0/m3/call tool-call COMPLETE", "put call_0/m3/result tool-result COMPLETE \"outside\""), output.said());
    }

    @Test
    @DisplayName("of a tool that was not offered is a call of that tool, failed")
    void invalidTool() {
        tool("'pending','input':{},'raw':''", "write");
        tool("'completed','input':{'tool':'write','error':'unavailable tool'},'output':'The arguments ...','title':'Invalid Tool',"
                + "'time':{'start':1,'end':2},'metadata':{}", "invalid");
        assertEquals(List.of("put c/call tool-call PENDING",
                "put c/call tool-call ERROR {\"tool\":\"write\",\"error\":\"unavailable tool\"} 1 ms",
                "put c/result tool-result ERROR \"unavailable tool\""), output.said());
        assertFalse(parts.tools().isRunning());
    }

    @Test
    @DisplayName("of an edit is a diff with a path inside the workspace")
    void edit() {
        tool("'completed','input':{'filePath':'a.txt'},'output':'Edit applied.','title':'a.txt','time':{'start':1,'end':2},"
                + "'metadata':{'diff':'Index: /srv/workspaces/s1/a.txt\\n=====\\n--- /srv/workspaces/s1/a.txt\\n"
                + "+++ /srv/workspaces/s1/a.txt\\n@@ -1,1 +1,1 @@\\n-a\\n+b\\n'}", "edit");
        assertEquals("put c/patch patch COMPLETE --- a.txt\n+++ a.txt\n@@ -1,1 +1,1 @@\n-a\n+b\n title a.txt", output.said().get(2));
    }

    @Test
    @DisplayName("of a new file is a diff, the one it was asked with or one of its content")
    void write() {
        tool("'completed','input':{'content':'one\\ntwo'},'output':'Wrote file.','title':'new.txt','time':{'start':1,'end':2},"
                + "'metadata':{'exists':false}", "write");
        assertEquals("put c/patch patch COMPLETE --- /dev/null\n+++ new.txt\n@@ -0,0 +1,2 @@\n+one\n+two\n"
                + "\\ No newline at end of file\n title new.txt", output.said().get(2));
    }

    @Test
    @DisplayName("of what it used adds up over the steps, each counted once")
    void usage() {
        String step = "{'id':'s1','type':'step-finish','tokens':{'input':60,'output':20,'reasoning':1,"
                + "'cache':{'read':40,'write':2}},'cost':0.5}";
        part(step);
        part(step);
        part(step.replace("'s1'", "'s2'"));
        assertEquals("usage {\"input\":120,\"output\":40,\"reasoning\":2,\"cacheRead\":80,\"cacheWrite\":4,\"cost\":1.0}",
                output.said().get(2));
        assertEquals(output.said().get(0), output.said().get(1));
    }

    @Test
    @DisplayName("when it asks to change a file shows the file and the diff inside the workspace")
    void permission() {
        PermissionRequest request = Asked.permission(json("{'id':'per_1','permission':'edit','patterns':['a.txt'],'always':['*'],"
                + "'metadata':{'filepath':'/srv/workspaces/s1/a.txt',"
                + "'diff':'--- /srv/workspaces/s1/a.txt\\n@@ -0,0 +1,1 @@\\n+/srv/workspaces/s1/x'},"
                + "'tool':{'messageID':'m','callID':'c'}}"), WORKSPACE, ids);
        assertEquals(new PermissionRequest("per_1", "c", "edit", "a.txt", List.of("a.txt"), List.of("*"),
                "{\"filepath\":\"a.txt\",\"diff\":\"--- a.txt\\n@@ -0,0 +1,1 @@\\n+/srv/workspaces/s1/x\"}"), request);
    }

    @Test
    @DisplayName("as its list of things to do is a plan, a long item with a short title")
    void todos() {
        List<TaskChange> plan = Todos.items(json("{'t':[{'content':'Read','status':'in_progress','priority':'high'},"
                + "{'content':'" + "x".repeat(300) + "','status':'who knows'}]}").getJsonArray("t"), Mode.PLAN);
        assertEquals(TaskChange.added("Read", null, TaskStatus.IN_PROGRESS, Mode.PLAN), plan.get(0));
        assertEquals(256, plan.get(1).title().length());
        assertEquals("x".repeat(300), plan.get(1).description());
    }

    @Test
    @DisplayName("when it fails becomes a sentence without addresses and stack traces")
    void faults() {
        assertEquals("The model's provider has refused the key (401): bad key.",
                Faults.sentence(json("{'name':'APIError','data':{'message':'bad key','statusCode':401,"
                        + "'metadata':{'url':'http://secret'}}}")));
        assertEquals("The model standin/no.such is not known, or its provider has no key.",
                Faults.sentence(json("{'name':'UnknownError','data':{'message':'Model not found: standin/no.such."
                        + " Did you mean: x?\\n    at x (y.js:1)'}}")));
        assertEquals("OpenCode could not go on: What now?",
                Faults.sentence(json("{'name':'UnknownError','data':{'message':'What now?\\n    at x (y.js:1)'}}")));
        assertEquals("The model's provider could not be reached: Connection refused.",
                Faults.sentence(json("{'name':'APIError','data':{'message':'Connection refused'}}")));
        assertTrue(Faults.isAbort(json("{'name':'MessageAbortedError','data':{'message':'Aborted'}}")));
    }

    private void part(String part) {
        parts.part(json(part), null);
    }

    private void tool(String state) {
        tool(state, "bash");
    }

    private void tool(String state, String tool) {
        part("{'id':'p','type':'tool','tool':'" + tool + "','callID':'c','state':{'status':" + state + "}}");
    }

    /** JSON with single quotes. */
    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
