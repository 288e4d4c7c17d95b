package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Question;
import dev.berth.session.QuestionRequest;
import dev.berth.session.QuestionTable;
import dev.berth.sqlite.Rows;
import java.util.List;
import java.util.Optional;

final class QuestionRows implements QuestionTable {

    private final Rows rows;

    QuestionRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void put(Question question) {
        QuestionRequest request = question.request();
        rows.write("question.put", request.id(), question.turnId(), request.toolCallId(), request.count(), request.questions(),
                question.state().wireName(), question.answersJson(), question.answeredBy(), question.createdAt(), question.answeredAt(),
                question.seq());
    }

    @Override
    public Optional<Question> find(String id) {
        return rows.first(QuestionRow.class, "question.find", id).map(QuestionRow::toQuestion);
    }

    @Override
    public List<Question> latest(AskState state, int limit) {
        return Rows.reversed(rows.list(QuestionRow.class, "question.latest", state.wireName(), limit)).stream()
                .map(QuestionRow::toQuestion).toList();
    }
}
