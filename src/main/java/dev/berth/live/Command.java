package dev.berth.live;

import dev.berth.log.Trace;
import dev.berth.session.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something to be done on a session's lane, and what came of it. Its answer is given only after the commit (P1).
 *
 * @param <T> what it answers
 */
final class Command<T> {

    private final Function<OpenSession, T> work;
    private final Consumer<T> onDurable;
    private final boolean reading;
    private final Trace trace = Trace.current();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private T result;
    private RuntimeException failure;
    private List<Event> events = List.of();
    private List<Runnable> consequences = List.of();

    Command(Function<OpenSession, T> work) {
        this(work, result -> { });
    }

    /** @param onDurable called on the lane after the commit, before the command's own events are told to anyone */
    Command(Function<OpenSession, T> work, Consumer<T> onDurable) {
        this(work, onDurable, false);
    }

    private Command(Function<OpenSession, T> work, Consumer<T> onDurable, boolean reading) {
        this.work = work;
        this.onDurable = onDurable;
        this.reading = reading;
    }

    /** One that only reads; what it tried to write would fail. */
    static <T> Command<T> reading(Function<OpenSession, T> work, Consumer<T> onDurable) {
        return new Command<>(work, onDurable, true);
    }

    /** Whether it only reads. */
    boolean isReading() {
        return reading;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    /** The request that it was handed over for. */
    Trace trace() {
        return trace;
    }

    /** Does the work inside the running unit; what it throws undoes this command alone. */
    void run(OpenSession session) {
        Trace before = trace.enter();
        try {
            result = work.apply(session);
        } finally {
            before.enter();
        }
        events = session.events().takeAppended();
        consequences = session.takeConsequences();
    }

    /** Marks it as undone: it was refused, or its unit could not be made durable. */
    void fail(RuntimeException reason) {
        failure = reason;
        events = List.of();
        consequences = List.of();
    }

    List<Event> events() {
        return events;
    }

    void durable() {
        if (failure == null) {
            onDurable.accept(result);
        }
    }

    List<Runnable> consequences() {
        return consequences;
    }

    void tell(Executor answers) {
        answers.execute(() -> trace.run(this::complete));
    }

    private void complete() {
        if (failure == null) {
            answer.complete(result);
        } else {
            answer.completeExceptionally(failure);
        }
    }
}
