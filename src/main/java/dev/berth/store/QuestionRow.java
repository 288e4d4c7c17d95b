package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Question;
import dev.berth.session.QuestionRequest;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "questions")
@NamedQuery(name = "question.latest", query = "SELECT q FROM QuestionRow q WHERE q.state = :state ORDER BY q.seq DESC")
class QuestionRow {

    @Id
    private String id;
    @Column(name = "turn_id")
    private String turnId;
    @Column(name = "tool_call_id")
    private String toolCallId;
    @Column(name = "question_count")
    private int count;
    private String questions;
    private String state;
    private String answers;
    @Column(name = "answered_by")
    private String answeredBy;
    @Column(name = "created_at")
    private long createdAt;
    @Column(name = "answered_at")
    private Long answeredAt;
    private long seq;

    protected QuestionRow() {
    }

    QuestionRow(Question question) {
        QuestionRequest request = question.request();
        id = request.id();
        turnId = question.turnId();
        toolCallId = request.toolCallId();
        count = request.count();
        questions = request.questions();
        state = question.state().wireName();
        answers = question.answersJson();
        answeredBy = question.answeredBy();
        createdAt = question.createdAt();
        answeredAt = question.answeredAt();
        seq = question.seq();
    }

    Question toQuestion() {
        return new Question(new QuestionRequest(id, toolCallId, count, questions), turnId,
                WireName.stored(AskState.class, state), answers == null ? null : JsonTexts.readLists(answers), answeredBy,
                createdAt, answeredAt, seq);
    }
}
