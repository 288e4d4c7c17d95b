package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Question;
import dev.berth.session.QuestionRequest;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "questions")
@NamedNativeQuery(name = "question.put", query = """
        INSERT OR REPLACE INTO questions (id, turn_id, tool_call_id, question_count, questions, state, answers, answered_by,
          created_at, answered_at, seq)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)""")
@NamedNativeQuery(name = "question.find", query = "SELECT * FROM questions WHERE id = ?1", resultClass = QuestionRow.class)
@NamedNativeQuery(name = "question.latest",
        query = "SELECT * FROM questions WHERE state = ?1 ORDER BY seq DESC LIMIT ?2", resultClass = QuestionRow.class)
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

    Question toQuestion() {
        return new Question(new QuestionRequest(id, toolCallId, count, questions), turnId,
                WireName.stored(AskState.class, state), answers == null ? null : JsonTexts.readLists(answers), answeredBy,
                createdAt, answeredAt, seq);
    }
}
