package dev.berth.api;

import dev.berth.security.ProblemWriter;
import dev.berth.session.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A body for which no thread waits: the container calls when there is some of it. When it is whole, the request is dispatched once
 * more; when it is not so in time, or is too large, the request is refused and its connection closed.
 */
final class SlowBody implements ReadListener, AsyncListener {

    private static final Logger LOG = Logger.getLogger(SlowBody.class.getName());

    private final ServletInputStream in;
    private final ArrivingBody body;
    private final BodyRoom room;
    private final AsyncContext async;
    private final Part part;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean ended;
    private Duration timeMax;
    private Consumer<byte[]> whole;
    private int taken;

    /** Called on the request's own thread, after the body's capacity was taken from the room, which it gives back at its end. */
    SlowBody(HttpServletRequest request, ServletInputStream in, ArrivingBody body, BodyRoom room, Part part) {
        this.in = in;
        this.body = body;
        this.room = room;
        this.part = part;
        taken = body.capacity();
        async = request.startAsync();
    }

    static Refusal tooSlow(Duration timeMax) {
        return new Refusal(Refusal.Code.TOO_SLOW, "The body did not come within " + timeMax.toMillis() + " ms.");
    }

    /** @param whenWhole told the body before the request is dispatched */
    void begin(Duration atMost, Consumer<byte[]> whenWhole) {
        timeMax = atMost;
        whole = whenWhole;
        async.setTimeout(atMost.toMillis());
        async.addListener(this);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        try {
            while (!over.get() && in.isReady() && body.takeFrom(in)) {
                room.take(body.capacity() - taken);
                taken = body.capacity();
            }
        } catch (Refusal e) {
            refuse(e);
        }
    }

    @Override
    public void onAllDataRead() {
        if (leave()) {
            whole.accept(body.bytes());
            part.afterwards(this::dispatch);
        }
    }

    /** Whose time is over by now has been answered by the container, and its objects belong to others. */
    private void dispatch() {
        if (!ended) {
            async.dispatch();
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.FINE, "the client left before its body had come", failure);
        refuse(Refusal.invalid("The body could not be read."));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        ended = true;
        refuse(tooSlow(timeMax));
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended = true;
        leave();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // That is the request's next part, which has its body.
    }

    private void refuse(Refusal refusal) {
        if (leave()) {
            try {
                HttpServletResponse response = (HttpServletResponse) async.getResponse();
                response.setHeader("Connection", "close");
                ProblemWriter.write(refusal, response);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.FINE, "the client left before it was refused", e);
            }
            complete();
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // The container has completed it already.
        }
    }

    private boolean leave() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            room.give(taken);
        }
        return first;
    }
}
