package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Question;
import dev.berth.session.QuestionTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class QuestionRows implements QuestionTable {

    private final Rows rows;

    QuestionRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Question question) {
        rows.insert(new QuestionRow(question));
    }

    @Override
    public void update(Question question) {
        rows.replace(new QuestionRow(question));
    }

    @Override
    public Optional<Question> find(String id) {
        return rows.find(QuestionRow.class, id).map(QuestionRow::toQuestion);
    }

    @Override
    public List<Question> latest(AskState state, int limit) {
        return rows.latest(QuestionRow.class, "question.latest", Map.of("state", state.wireName()), limit).stream()
                .map(QuestionRow::toQuestion).toList();
    }
}
