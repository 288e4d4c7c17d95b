package dev.berth.api;

import dev.berth.session.Refusal;
import dev.berth.settings.LimitSettings;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Has the bodies of requests come in before anything is done with them. One that is there already is read at once, and for one that
 * is still on its way a few threads may wait: most come right behind their heads, and to wait is the least work for a server. Such a read
 * ends only with the body, so that the slowest few hold those few. For all others no thread waits, and the request comes in by the
 * front door once more when it is whole. So whoever sends slowly holds a connection and a little memory, and not for long.
 */
final class BodyIntake {

    private static final String BODY = BodyIntake.class.getName();

    /** Threads that may wait for bodies; Open Liberty begins with 32 for everything. */
    private static final int WAITING_THREADS_MAX = 8;

    private final int bytesMax;
    private final Duration timeMax;
    private final Semaphore waitingThreads = new Semaphore(WAITING_THREADS_MAX);
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
    HttpServletRequest whole(HttpServletRequest request, Part part) throws IOException {
        if (request.getAttribute(BODY) instanceof byte[] body) {
            return new SecondPart(request, body, part);
        }
        if (!hasBody(request)) {
            return request;
        }
        ArrivingBody body = new ArrivingBody(request.getContentLengthLong(), bytesMax);
        ServletInputStream in = request.getInputStream();
        if (isThere(request, in)) {
            return new WholeRequest(request, read(in, body));
        }
        return waitingThreads.tryAcquire() ? waited(request, in, body) : later(request, in, body, part);
    }

    /** Payara tells what has come with the head; Open Liberty never does. */
    private static boolean isThere(HttpServletRequest request, ServletInputStream in) throws IOException {
        long length = request.getContentLengthLong();
        return length >= 0 && in.available() >= length;
    }

    private HttpServletRequest waited(HttpServletRequest request, ServletInputStream in, ArrivingBody body) {
        try {
            return new WholeRequest(request, read(in, body));
        } finally {
            waitingThreads.release();
        }
    }

    private HttpServletRequest later(HttpServletRequest request, ServletInputStream in, ArrivingBody body, Part part) {
        room.take(body.capacity());
        new SlowBody(request, in, body, room, part).begin(timeMax, bytes -> request.setAttribute(BODY, bytes));
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
