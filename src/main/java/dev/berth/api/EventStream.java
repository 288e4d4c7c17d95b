package dev.berth.api;

import dev.berth.log.LogLine;
import dev.berth.security.Caller;
import dev.berth.security.Problem;
import dev.berth.security.ProblemWriter;
import dev.berth.security.Rates;
import dev.berth.session.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One answer of Server-Sent Events, written without blocking. One write is under way at a time.
 *
 * <p>Two threads meet here: the one that sends, and the container's, which says when there is room again. Whoever comes
 * advances the stream; who finds it being advanced only leaves word that there is more to do. No lock is held while the
 * container is called.
 */
final class EventStream implements WriteListener, AsyncListener {

    private static final Logger LOG = Logger.getLogger(EventStream.class.getName());

    private final AsyncContext async;
    private final AtomicInteger wanted = new AtomicInteger();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private ServletOutputStream out;
    private volatile boolean started;
    private volatile boolean ending;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Write pending;

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
        out = response.getOutputStream();
        out.setWriteListener(this);
    }

    void write(byte[] bytes, Consumer<Throwable> done) {
        pending = new Write(bytes, done);
        advance();
    }

    /** Ends the answer after what is being written; at once when that is stuck. */
    void end(boolean now) {
        ending = true;
        if (now) {
            complete();
        } else {
            advance();
        }
    }

    @Override
    public void onWritePossible() {
        started = true;
        advance();
    }

    @Override
    public void onError(Throwable failure) {
        fail(failure);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over.set(true);
        gone.complete(null);
    }

    @Override
    public void onError(AsyncEvent event) {
        fail(event.getThrowable());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void advance() {
        if (wanted.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = wanted.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        try {
            while (!over.get() && started && pending != null && out.isReady()) {
                Write write = pending;
                if (write.written) {
                    out.flush();
                    pending = null;
                    write.done.accept(null);
                } else {
                    write.written = true;
                    out.write(write.bytes);
                }
            }
            if (ending && pending == null) {
                complete();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        Write write = pending;
        pending = null;
        complete();
        if (write != null) {
            write.done.accept(failure);
        }
    }

    private void complete() {
        if (over.compareAndSet(false, true)) {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // The container has completed it already.
            }
            gone.complete(null);
        }
    }

    /** Writes a whole answer. */
    interface Answer {
        void writeTo(HttpServletResponse response) throws IOException;
    }

    private static final class Write {
        private final byte[] bytes;
        private final Consumer<Throwable> done;
        private boolean written;

        Write(byte[] bytes, Consumer<Throwable> done) {
            this.bytes = bytes;
            this.done = done;
        }
    }
}
