package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.MetaValue;
import dev.berth.session.Mode;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.Task;
import dev.berth.session.TaskChange;
import dev.berth.session.TaskStatus;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.Usage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What an agent says beside words")
class AgentWordsTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;
    private String id;
    private Turn turn;

    @BeforeEach
    void openAndPrompt() {
        house = new House(data, agent);
        id = house.newSession();
        turn = prompt();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("its plan becomes tasks; what stays keeps its id, what is reworded too, people's own tasks stay untouched")
    void planBecomesTasks() {
        house.ask(id, session -> session.tasks().add(TaskChange.added("mine", null, null, null), null));
        plan(item("read", TaskStatus.COMPLETED), item("edit", TaskStatus.IN_PROGRESS), item("test", TaskStatus.PENDING));
        House.until(() -> tasks().size() == 4);
        List<Task> before = tasks();
        plan(item("test", TaskStatus.PENDING), item("edit it well", TaskStatus.COMPLETED), item("ship", TaskStatus.PENDING));
        House.until(() -> titles().equals(List.of("mine", "test", "edit it well", "ship")));
        List<Task> after = tasks();
        assertEquals(before.get(3).id(), after.get(1).id());
        assertEquals(before.get(2).id(), after.get(2).id());
        assertEquals(TaskStatus.COMPLETED, after.get(2).status());
        assertEquals(before.get(0), after.get(0));
        plan();
        House.until(() -> titles().equals(List.of("mine")));
    }

    @Test
    @DisplayName("a plan that is as it was changes nothing")
    void samePlan() {
        plan(item("read", TaskStatus.PENDING));
        House.until(() -> tasks().size() == 1);
        long seq = tasks().get(0).seq();
        plan(item("read", TaskStatus.PENDING));
        agent.latest().completed();
        House.until(() -> state() == TurnState.COMPLETED);
        assertEquals(seq, tasks().get(0).seq());
    }

    @Test
    @DisplayName("what it used is kept with the turn, however that ends, and added up for the session")
    void usage() {
        agent.latest().usage(used(10));
        agent.latest().usage(used(30));
        agent.latest().failed("no more");
        House.until(() -> state() == TurnState.FAILED);
        assertEquals(used(30), found().usage());
        turn = prompt();
        agent.latest().usage(used(12));
        agent.latest().completed();
        House.until(() -> state() == TurnState.COMPLETED);
        Usage total = Usage.parse(house.ask(id, session -> session.metadata().memory()).get("usage"));
        assertEquals(42, total.input());
        assertEquals(0, new BigDecimal("0.0042").compareTo(total.cost()));
    }

    @Test
    @DisplayName("what is going on is shown while the turn runs, and no longer")
    void progress() {
        agent.latest().progress("Cloning: 4 %");
        House.until(() -> "Cloning: 4 %".equals(found().progress()));
        agent.latest().completed();
        House.until(() -> state() == TurnState.COMPLETED);
        assertNull(found().progress());
    }

    @Test
    @DisplayName("what it remembers comes with the next prompt, also after a restart")
    void memory() {
        agent.latest().remember("opencode.session", MetaValue.text("ses_1"));
        agent.latest().completed();
        House.until(() -> state() == TurnState.COMPLETED);
        house.close();
        house = new House(data, agent);
        prompt();
        assertEquals("ses_1", agent.prompts.get(1).memory().get("opencode.session"));
    }

    @Test
    @DisplayName("a tool's output grows as deltas, and its words beside it go on where they were")
    void toolOutput() {
        agent.latest().put("out", new Part(Part.TOOL_RESULT, "", "bash", "c", null, null, null, PartState.RUNNING, null, null));
        agent.latest().append("out", "one ");
        agent.latest().append("out", "two");
        agent.latest().append("nowhere", "lost");
        agent.latest().text("t", "words");
        House.until(() -> answer().equals("words"));
        Part out = parts().get(0);
        assertEquals("one two", out.content());
        assertEquals(PartState.RUNNING, out.state());
        agent.latest().interrupted("OpenCode has ended.");
        House.until(() -> state() == TurnState.INTERRUPTED);
        assertEquals("OpenCode has ended.", found().reason());
        assertEquals(PartState.ERROR, parts().get(0).state());
        assertEquals("one two", parts().get(0).content());
    }

    private void plan(TaskChange... items) {
        agent.latest().plan(List.of(items));
    }

    private static TaskChange item(String title, TaskStatus status) {
        return TaskChange.added(title, null, status, Mode.BUILD);
    }

    private static Usage used(long input) {
        return new Usage(input, 1, 2, 3, 4, BigDecimal.valueOf(input, 4));
    }

    private Turn prompt() {
        int before = agent.outputs.size();
        Turn prompted = house.prompt(id, "go").turn();
        House.until(() -> agent.outputs.size() > before);
        return prompted;
    }

    private List<Task> tasks() {
        return house.ask(id, session -> session.tasks().all());
    }

    private List<String> titles() {
        return tasks().stream().map(Task::title).toList();
    }

    private Turn found() {
        return house.ask(id, session -> session.turns().find(turn.id()));
    }

    private TurnState state() {
        return found().state();
    }

    private String answer() {
        return messages().stream().skip(1).map(Message::content).findFirst().orElse("");
    }

    private List<Part> parts() {
        return PartsReader.parts(messages().get(1).parts());
    }

    private List<Message> messages() {
        return house.ask(id, session -> session.page(MessagePage.newest(10)));
    }
}
