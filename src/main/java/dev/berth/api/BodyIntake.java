package dev.berth.api;

import dev.berth.session.Refusal;
import dev.berth.settings.LimitSettings;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Has the bodies of requests come in before anything is done with them. One that is there already is read at once. For one that is
 * still on its way no thread waits, and the request comes in by the front door once more when it is whole. So whoever sends slowly
 * holds a connection and a little memory, and not for long.
 *
 * <p>Open Liberty never says what is there already, and to read without waiting is much more work for it; so there a few threads may
 * wait, since most bodies come with their heads. Such a read ends only with the body, so that the slowest few hold those few.
 */
final class BodyIntake {

    private static final String BODY = BodyIntake.class.getName();

    /** Threads that may wait for bodies when the server does not say what is there; Open Liberty begins with 32 for everything. */
    private static final int WAITING_THREADS_MAX = 8;

    private final int bytesMax;
    private final Duration timeMax;
    private final Semaphore waitingThreads = new Semaphore(WAITING_THREADS_MAX);
    private volatile boolean serverTells;
    private final BodyRoom room = new BodyRoom();

    BodyIntake(LimitSettings limits) {
        bytesMax = limits.bodyBytesMax();
        timeMax = limits.bodyTime();
    }

    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /**
     * The request with its whole body, for which nobody has to wait any more; null when it is on its way, and the request comes again.
     *
     * @throws Refusal when it is too large or too slow, or when too much of others is on its way
     */
    HttpServletRequest whole(HttpServletRequest request) throws IOException {
        if (request.getAttribute(BODY) instanceof byte[] body) {
            return new WholeRequest(request, body);
        }
        if (!hasBody(request)) {
            return request;
        }
        ArrivingBody body = new ArrivingBody(request.getContentLengthLong(), bytesMax);
        ServletInputStream in = request.getInputStream();
        if (isThere(request, in)) {
            return new WholeRequest(request, read(in, body));
        }
        return !serverTells && waitingThreads.tryAcquire() ? waited(request, in, body) : later(request, in, body);
    }

    private boolean isThere(HttpServletRequest request, ServletInputStream in) throws IOException {
        int available = in.available();
        if (available > 0 && !serverTells) {
            serverTells = true;
        }
        long length = request.getContentLengthLong();
        return length >= 0 && available >= length;
    }

    private HttpServletRequest waited(HttpServletRequest request, ServletInputStream in, ArrivingBody body) {
        try {
            return new WholeRequest(request, read(in, body));
        } finally {
            waitingThreads.release();
        }
    }

    private HttpServletRequest later(HttpServletRequest request, ServletInputStream in, ArrivingBody body) {
        room.take(body.capacity());
        new SlowBody(request, in, body, room).begin(timeMax, bytes -> request.setAttribute(BODY, bytes));
        return null;
    }

    private byte[] read(ServletInputStream in, ArrivingBody body) {
        long begin = System.nanoTime();
        try {
            while (body.takeFrom(in)) {
                if (System.nanoTime() - begin > timeMax.toNanos()) {
                    throw SlowBody.tooSlow(timeMax);
                }
            }
            return body.bytes();
        } catch (IOException e) {
            throw Refusal.invalid("The body could not be read.");
        }
    }
}
