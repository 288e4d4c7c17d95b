package dev.berth.live;

import dev.berth.session.Part;
import dev.berth.session.TaskChange;
import dev.berth.session.TurnState;

/** One thing an agent said in a turn, waiting to be recorded. */
sealed interface AnswerStep {

    /** Text at the end of a part that is named by the agent's own key. */
    record Append(String key, String type, StringBuilder text) implements AnswerStep {
    }

    record Put(String key, Part part) implements AnswerStep {
    }

    record AddTask(TaskChange task) implements AnswerStep {
    }

    /** @param cutOff whether it is Berth that ends the turn, so that the agent has yet to let go */
    record End(TurnState state, String reason, String usage, boolean cutOff) implements AnswerStep {
    }
}
