package dev.berth.live;

import dev.berth.session.AskState;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionRequest;
import dev.berth.session.Question;
import dev.berth.session.QuestionRequest;
import dev.berth.session.Refusal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * What the agent of the running turn asks of people: recorded before it is shown, answered once, and told to the agent after
 * the answer is durable (P8). Ends with its turn. On the lane only.
 */
final class Asks {

    private final OpenSession session;
    private final TurnRunner runner;
    private final Set<String> waiting = new LinkedHashSet<>();
    /** What ends the time that people have for each. */
    private final Map<String, Future<?>> limits = new HashMap<>();

    Asks(OpenSession session, TurnRunner runner) {
        this.session = session;
        this.runner = runner;
    }

    /** Whether the agent waits for people. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** What was allowed for the whole session is not asked again; what cannot be recorded is refused. */
    void ask(RunningTurn running, PermissionRequest request) {
        if (session.permissions().isAllowed(request)) {
            session.whenDurable(() -> running.permit(request.id(), PermissionReply.ONCE, null));
            return;
        }
        try {
            AskState state = session.permissions().ask(request, running.turn().id()).state();
            await(running, request.id(), state);
        } catch (Refusal e) {
            session.whenDurable(() -> running.permit(request.id(), PermissionReply.REJECT, e.getMessage()));
        }
    }

    void ask(RunningTurn running, QuestionRequest request) {
        try {
            AskState state = session.questions().ask(request, running.turn().id()).state();
            await(running, request.id(), state);
        } catch (Refusal e) {
            session.whenDurable(() -> running.answer(request.id(), null));
        }
    }

    Permission answer(RunningTurn running, String id, PermissionReply reply, String message, String userId) {
        Permission answered = session.permissions().answer(id, reply, message, userId);
        settled(running, id);
        session.whenDurable(() -> running.permit(id, reply, message));
        return answered;
    }

    Question answer(RunningTurn running, String id, List<List<String>> answers, String userId) {
        Question answered = session.questions().answer(id, answers, userId);
        settled(running, id);
        session.whenDurable(() -> running.answer(id, answers));
        return answered;
    }

    /** Records that the agent waits for this no more. */
    void withdraw(RunningTurn running, String id) {
        session.permissions().expire(id);
        session.questions().expire(id);
        settled(running, id);
    }

    /** Records that nobody has answered in time, and tells the agent. */
    void expire(RunningTurn running, String id) {
        if (waiting.contains(id)) {
            boolean permission = session.permissions().find(id).isPresent();
            withdraw(running, id);
            session.whenDurable(() -> {
                if (permission) {
                    running.permit(id, PermissionReply.REJECT, "Nobody answered in time.");
                } else {
                    running.answer(id, null);
                }
            });
        }
    }

    /** Records that nothing is waited for any more. */
    void expireAll() {
        waiting.forEach(id -> {
            session.permissions().expire(id);
            session.questions().expire(id);
        });
        waiting.clear();
        session.whenDurable(() -> List.copyOf(limits.keySet()).forEach(this::endLimit));
    }

    /** Reads again what an undone command may have changed, or what a crash has left. */
    void reload() {
        waiting.clear();
        session.permissions().pending().forEach(permission -> waiting.add(permission.id()));
        session.questions().pending().forEach(question -> waiting.add(question.id()));
    }

    private void await(RunningTurn running, String id, AskState state) {
        if (state != AskState.PENDING) {
            throw Refusal.conflict("This was asked before.");
        }
        waiting.add(id);
        session.whenDurable(() -> {
            running.holdDeadline();
            limits.put(id, runner.limitAnswer(running, id));
        });
    }

    private void settled(RunningTurn running, String id) {
        waiting.remove(id);
        session.whenDurable(() -> endLimit(id));
        if (waiting.isEmpty()) {
            session.whenDurable(running::runDeadline);
        }
    }

    /** A time limit holds its turn, and with it the answer, in memory. */
    private void endLimit(String id) {
        Future<?> limit = limits.remove(id);
        if (limit != null) {
            limit.cancel(false);
        }
    }
}
