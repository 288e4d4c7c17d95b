package dev.berth.live;

import dev.berth.session.MetaValue;
import dev.berth.session.Part;
import dev.berth.session.PermissionRequest;
import dev.berth.session.QuestionRequest;
import dev.berth.session.TaskChange;
import dev.berth.session.TurnState;
import dev.berth.session.Usage;
import java.util.List;

/** One thing an agent said in a turn, waiting to be recorded. */
sealed interface AnswerStep {

    /**
     * Text at the end of a part that is named by the agent's own key.
     *
     * @param type of the part if it begins now; null if it must be there
     */
    record Append(String key, String type, StringBuilder text) implements AnswerStep {
    }

    record Put(String key, Part part) implements AnswerStep {
    }

    record AddTask(TaskChange task) implements AnswerStep {
    }

    record SetPlan(List<TaskChange> items) implements AnswerStep {
    }

    record Progress(String sentence) implements AnswerStep {
    }

    record Used(Usage soFar) implements AnswerStep {
    }

    record Remember(String name, MetaValue value) implements AnswerStep {
    }

    record AskPermission(PermissionRequest request) implements AnswerStep {
    }

    record AskQuestion(QuestionRequest request) implements AnswerStep {
    }

    record Withdraw(String askId) implements AnswerStep {
    }

    /** @param cutOff whether it is Berth that ends the turn, so that the agent has yet to let go */
    record End(TurnState state, String reason, boolean cutOff) implements AnswerStep {
    }
}
