package dev.berth.live;

import dev.berth.session.AgentOutput;
import dev.berth.session.MetaValue;
import dev.berth.session.Part;
import dev.berth.session.PermissionRequest;
import dev.berth.session.QuestionRequest;
import dev.berth.session.TaskChange;
import dev.berth.session.TurnState;
import dev.berth.session.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gathers what an agent says until the lane takes it, so that a stream of tokens costs a bounded number of commits a second.
 * The lane is called once, when something has come, and takes all there is by then. Safe for use by many threads.
 */
final class AnswerIntake implements AgentOutput {

    /** How long text is gathered before it is stored and shown. */
    static final int GATHER_MILLIS = 30;
    /** A longer answer fails its turn. In UTF-16 units. */
    static final int ANSWER_CHARS_MAX = 16 << 20;
    /** What may wait to be stored; more at once fails the turn. */
    static final int STEPS_MAX = 10_000;

    private final ScheduledExecutorService timer;
    private final Runnable callLane;
    private List<AnswerStep> steps = new ArrayList<>();
    private long chars;
    private boolean called;
    private boolean ended;

    AnswerIntake(ScheduledExecutorService timer, Runnable callLane) {
        this.timer = timer;
        this.callLane = callLane;
    }

    @Override
    public void text(String key, String text) {
        append(key, Part.TEXT, text);
    }

    @Override
    public void reasoning(String key, String text) {
        append(key, Part.REASONING, text);
    }

    @Override
    public synchronized void put(String key, Part part) {
        Part sound = PartsReader.sound(part);
        // A tool that reports its growing output faster than it is stored: only its latest state is worth storing.
        boolean again = lastStep() instanceof AnswerStep.Put last && last.key().equals(key) && last.part().state() == part.state();
        if (again && !ended) {
            steps.remove(steps.size() - 1);
        }
        add(new AnswerStep.Put(key, sound));
    }

    @Override
    public void append(String key, String text) {
        append(key, null, text);
    }

    @Override
    public void task(TaskChange added) {
        add(new AnswerStep.AddTask(added));
    }

    @Override
    public void plan(List<TaskChange> items) {
        add(new AnswerStep.SetPlan(List.copyOf(items)));
    }

    @Override
    public synchronized void progress(String sentence) {
        // Only the latest is worth storing.
        if (lastStep() instanceof AnswerStep.Progress && !ended) {
            steps.remove(steps.size() - 1);
        }
        add(new AnswerStep.Progress(sentence));
    }

    @Override
    public void usage(Usage soFar) {
        add(new AnswerStep.Used(soFar));
    }

    @Override
    public void remember(String name, MetaValue value) {
        add(new AnswerStep.Remember(name, value));
    }

    @Override
    public void ask(PermissionRequest request) {
        add(new AnswerStep.AskPermission(request));
    }

    @Override
    public void ask(QuestionRequest request) {
        add(new AnswerStep.AskQuestion(request));
    }

    @Override
    public void withdraw(String askId) {
        add(new AnswerStep.Withdraw(askId));
    }

    @Override
    public void completed() {
        end(new AnswerStep.End(TurnState.COMPLETED, null, false));
    }

    @Override
    public void failed(String reason) {
        end(new AnswerStep.End(TurnState.FAILED, reason, false));
    }

    @Override
    public void interrupted(String reason) {
        end(new AnswerStep.End(TurnState.INTERRUPTED, reason, false));
    }

    /** Hands over what has gathered. Half of a surrogate pair is kept back until its other half comes. */
    synchronized List<AnswerStep> take() {
        called = false;
        List<AnswerStep> taken = steps;
        steps = new ArrayList<>();
        if (!ended && !taken.isEmpty() && taken.get(taken.size() - 1) instanceof AnswerStep.Append last) {
            keepBackHalfPair(last);
        }
        return taken;
    }

    /** Takes nothing more, and hands over what has gathered. */
    synchronized List<AnswerStep> close() {
        ended = true;
        return take();
    }

    private synchronized void append(String key, String type, String text) {
        if (ended || text.isEmpty()) {
            return;
        }
        chars += text.length();
        if (chars > ANSWER_CHARS_MAX) {
            cutOff("The answer is longer than " + ANSWER_CHARS_MAX + " characters.");
        } else if (lastStep() instanceof AnswerStep.Append last && last.key().equals(key)) {
            last.text().append(text);
            callSoon();
        } else {
            add(new AnswerStep.Append(key, type, new StringBuilder(text)));
        }
    }

    private AnswerStep lastStep() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    private synchronized void add(AnswerStep step) {
        if (!ended && steps.size() >= STEPS_MAX) {
            cutOff("The agent says more at once than can be stored.");
        } else if (!ended) {
            steps.add(step);
            callSoon();
        }
    }

    private void cutOff(String reason) {
        end(new AnswerStep.End(TurnState.FAILED, reason, true));
    }

    private synchronized void end(AnswerStep.End end) {
        if (!ended) {
            steps.add(end);
            ended = true;
            called = true;
            callLane.run();
        }
    }

    private void callSoon() {
        if (!called) {
            called = true;
            timer.schedule(callLane, GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void keepBackHalfPair(AnswerStep.Append last) {
        StringBuilder text = last.text();
        int end = text.length() - 1;
        if (end >= 0 && Character.isHighSurrogate(text.charAt(end))) {
            steps.add(new AnswerStep.Append(last.key(), last.type(), new StringBuilder().append(text.charAt(end))));
            text.setLength(end);
        }
    }
}
