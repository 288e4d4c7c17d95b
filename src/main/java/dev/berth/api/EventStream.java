package dev.berth.api;

import dev.berth.log.LogLine;
import dev.berth.security.Caller;
import dev.berth.security.Problem;
import dev.berth.security.ProblemWriter;
import dev.berth.security.Rates;
import dev.berth.session.Refusal;
import dev.berth.wire.Output;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One answer of Server-Sent Events, written without blocking. */
final class EventStream implements AsyncListener {

    private static final Logger LOG = Logger.getLogger(EventStream.class.getName());
    private static final byte[] NOTHING = {};
    /** How long a client may take to read what it was sent last. */
    private static final int GOODBYE_SECONDS_MAX = 30;

    private final AsyncContext async;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Output output = new Output(failure -> complete(), this::giveBack);
    private volatile boolean opened;

    private EventStream(AsyncContext async) {
        this.async = async;
    }

    /** Lets a request stay open without a thread and without a time limit. Called on the request's own thread. */
    static EventStream on(HttpServletRequest request) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        EventStream stream = new EventStream(async);
        async.addListener(stream);
        return stream;
    }

    /** The same, counted as one of its caller's streams. @throws Refusal when that are too many; then nothing has begun */
    static EventStream on(HttpServletRequest request, Rates rates, String sessionId) {
        Runnable ended = rates.beginStream(Caller.of(request), sessionId);
        EventStream stream = on(request);
        stream.whenGone(ended);
        return stream;
    }

    /** Has something done when the client has gone or the stream has ended, now if that was before. */
    void whenGone(Runnable action) {
        gone.thenRun(action);
    }

    /** Answers with a refusal in place of a stream; a fault of ours is logged and not shown. */
    void refuse(Throwable failure) {
        Refusal refusal = SessionAccess.refusalIn(failure);
        if (refusal == null) {
            LOG.log(Level.SEVERE, failure, () -> LogLine.of("A stream failed."));
        }
        answer(response -> ProblemWriter.write(refusal == null ? Problem.INTERNAL : Problem.of(refusal), response));
    }

    /** Answers at once in place of a stream. */
    void answer(Answer answer) {
        if (over.get()) {
            return;
        }
        try {
            answer.writeTo((HttpServletResponse) async.getResponse());
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "the client left before it could be answered", e);
        }
        complete();
    }

    /** Sends the headers, before there is any event. */
    void open() throws IOException {
        HttpServletResponse response = (HttpServletResponse) async.getResponse();
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        opened = true;
        output.begin(response.getOutputStream());
    }

    void write(byte[] bytes, Consumer<Throwable> done) {
        output.write(bytes, done);
    }

    /** Ends the answer after what is being written; at once when that is stuck, or nothing was said. */
    void end(boolean now) {
        if (now || !opened) {
            complete();
        } else {
            CompletableFuture<Void> through = new CompletableFuture<Void>().orTimeout(GOODBYE_SECONDS_MAX, TimeUnit.SECONDS);
            through.whenCompleteAsync((said, late) -> complete());
            output.writeLast(NOTHING, failure -> through.complete(null));
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void complete() {
        if (over.compareAndSet(false, true)) {
            gone.complete(null);
            output.fail(new IOException("The stream has ended."));
        }
    }

    /** Not before nobody writes any more: the container may use the same output for another answer. */
    private void giveBack() {
        try {
            async.complete();
        } catch (RuntimeException e) {
            // The container has completed it already.
            LOG.log(Level.FINEST, "completed already", e);
        }
    }

    /** Writes a whole answer. */
    interface Answer {
        void writeTo(HttpServletResponse response) throws IOException;
    }
}
