package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The questions of one open session as rows. Called on the session's lane only. */
public interface QuestionTable {

    void insert(Question question);

    void update(Question question);

    Optional<Question> find(String id);

    /** Those in a state, in the order in which they were asked. */
    List<Question> inState(AskState state);
}
