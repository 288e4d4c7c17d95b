package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The questions of one open session as rows. Called on the session's lane only. */
public interface QuestionTable {

    /** Stores a question, in place of what was stored under its id. */
    void put(Question question);

    Optional<Question> find(String id);

    /** The latest of those in a state, at most {@code limit}, in the order of their latest change. */
    List<Question> latest(AskState state, int limit);
}
