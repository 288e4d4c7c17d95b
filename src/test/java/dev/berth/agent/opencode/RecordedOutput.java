package dev.berth.agent.opencode;

import dev.berth.session.AgentOutput;
import dev.berth.session.MetaValue;
import dev.berth.session.Part;
import dev.berth.session.PermissionRequest;
import dev.berth.session.QuestionRequest;
import dev.berth.session.TaskChange;
import dev.berth.session.Usage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what an agent says, a line for each. */
final class RecordedOutput implements AgentOutput {

    private final List<String> said = new CopyOnWriteArrayList<>();

    List<String> said() {
        return said;
    }

    @Override
    public void text(String key, String text) {
        said.add("text " + key + ' ' + text);
    }

    @Override
    public void reasoning(String key, String text) {
        said.add("reasoning " + key + ' ' + text);
    }

    @Override
    public void put(String key, Part part) {
        StringBuilder line = new StringBuilder("put " + key + ' ' + part.type() + ' ' + part.state());
        for (String text : new String[] {part.content(), part.toolInput(), part.toolOutput()}) {
            line.append(text == null || text.isEmpty() ? "" : ' ' + text);
        }
        line.append(part.title() == null ? "" : " title " + part.title());
        line.append(part.durationMs() == null ? "" : " " + part.durationMs() + " ms");
        said.add(line.append(part.parentToolCallId() == null ? "" : " below " + part.parentToolCallId()).toString());
    }

    @Override
    public void append(String key, String text) {
        said.add("append " + key + ' ' + text);
    }

    @Override
    public void task(TaskChange added) {
        said.add("task " + added.title());
    }

    @Override
    public void plan(List<TaskChange> items) {
        said.add("plan " + items.stream().map(TaskChange::title).toList());
    }

    @Override
    public void progress(String sentence) {
        said.add("progress " + sentence);
    }

    @Override
    public void usage(Usage soFar) {
        said.add("usage " + soFar.toJson());
    }

    @Override
    public void remember(String name, MetaValue value) {
        said.add("remember " + name + ' ' + value.text());
    }

    @Override
    public void ask(PermissionRequest request) {
        said.add("may I " + request.id());
    }

    @Override
    public void ask(QuestionRequest request) {
        said.add("ask " + request.id());
    }

    @Override
    public void withdraw(String askId) {
        said.add("withdraw " + askId);
    }

    @Override
    public void completed() {
        said.add("completed");
    }

    @Override
    public void failed(String reason) {
        said.add("failed " + reason);
    }

    @Override
    public void interrupted(String reason) {
        said.add("interrupted " + reason);
    }
}
