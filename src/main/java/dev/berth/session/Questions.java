package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** What agents want to know from people, and who answered what (P8). */
public final class Questions {

    /** More than these may not wait for an answer at once; the agent gets no answer to what it asks beyond. */
    public static final int PENDING_MAX = 100;
    public static final int ANSWER_MAX = 16_384;
    public static final int SHOWN_MAX = 200;

    private final QuestionTable table;
    private final Events events;

    public Questions(QuestionTable table, Events events) {
        this.table = table;
        this.events = events;
    }

    /** Those that wait for an answer, in the order of their latest change. */
    public List<Question> pending() {
        return table.latest(AskState.PENDING, PENDING_MAX);
    }

    /** The latest of those in a state, at most {@value #SHOWN_MAX}, in the order of their latest change. */
    public List<Question> latest(AskState state) {
        return table.latest(state, SHOWN_MAX);
    }

    public Optional<Question> find(String id) {
        return table.find(id);
    }

    /** Records what an agent asks. Asking again under a known id changes nothing. */
    public Question ask(QuestionRequest request, String turnId) {
        Optional<Question> known = table.find(request.id());
        if (known.isPresent()) {
            return known.get();
        }
        if (pending().size() >= PENDING_MAX) {
            throw new Refusal(Refusal.Code.TOO_MANY, PENDING_MAX + " questions wait for an answer already.");
        }
        Question question = Question.asked(request, turnId, events.now(), events.next());
        table.put(question);
        announce(question);
        return question;
    }

    /**
     * Records the answers. The first ones count: all later ones are refused, with the question as it is.
     *
     * @param answers a list for each question, or null for not wanting to answer
     */
    public Question answer(String id, List<List<String>> answers, String userId) {
        Question asked = table.find(id).orElseThrow(() -> Refusal.notFound("question"));
        if (asked.state() != AskState.PENDING) {
            throw Refusal.conflict("This question is " + asked.state().wireName() + " already.", "question", asked);
        }
        if (answers != null && answers.size() != asked.request().count()) {
            throw Refusal.invalid("answers must hold a list for each of the " + asked.request().count() + " questions.");
        }
        return change(asked.answered(answers, userId, events.now(), events.next()));
    }

    /** Records that nobody can answer any more; does nothing when somebody has. */
    public void expire(String id) {
        table.find(id).filter(asked -> asked.state() == AskState.PENDING).ifPresent(asked -> change(asked.expired(events.next())));
    }

    private Question change(Question changed) {
        table.put(changed);
        announce(changed);
        return changed;
    }

    private void announce(Question question) {
        events.append(Event.QUESTION, question.turnId(), out -> out.member("question", question));
    }
}
