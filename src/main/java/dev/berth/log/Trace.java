package dev.berth.log;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The request that something is done for. It goes with the work from thread to thread, and into each line that is logged
 * meanwhile.
 *
 * @param request the request's id, its client's own or one that was made for it; null when nobody asked
 * @param traceparent the trace that it belongs to, as in W3C Trace Context, with a place of our own; null when nobody asked
 * @param session the session that the request names; null for none
 */
public record Trace(String request, String traceparent, String session) {

    /** Of what nobody asked for, such as what is done by the clock. */
    public static final Trace NONE = new Trace(null, null, null);

    private static final Pattern REQUEST = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Version, trace, parent, flags; a later version may have more behind them. */
    private static final Pattern TRACEPARENT = Pattern.compile(
            "00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}|(?!00|ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}"
            + "-[0-9a-f]{2}(-.*)?");
    private static final int TRACEPARENT_MAX = 256;
    private static final int TRACE_BEGIN = 3;
    private static final int TRACE_END = 35;
    private static final int FLAGS_BEGIN = 53;
    private static final int FLAGS_END = 55;
    private static final ThreadLocal<Trace> CURRENT = new ThreadLocal<>();

    /**
     * Of a request that comes in.
     *
     * @param requestId what the client calls it; taken if it is 1 to 64 letters, digits, '.', '_' or '-', else one is made
     * @param traceparent what the client says; taken if it is sound, else a trace begins here
     */
    public static Trace of(String requestId, String traceparent, String session) {
        boolean named = requestId != null && REQUEST.matcher(requestId).matches();
        return new Trace(named ? requestId : hex() + hex(), isSound(traceparent) ? continued(traceparent) : begun(), session);
    }

    /** The same request without the session that it names. */
    public Trace withoutSession() {
        return new Trace(request, traceparent, null);
    }

    /** Of what this thread is doing. */
    public static Trace current() {
        Trace current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** Has this thread work for it from now on. @return what it worked for before, to be entered again */
    public Trace enter() {
        Trace before = current();
        if (this == NONE) {
            CURRENT.remove();
        } else {
            CURRENT.set(this);
        }
        return before;
    }

    /** Has something done for it. */
    public void run(Runnable work) {
        Trace before = enter();
        try {
            work.run();
        } finally {
            before.enter();
        }
    }

    /** The id of the trace, 32 hex digits; null when there is none. */
    public String traceId() {
        return traceparent == null ? null : traceparent.substring(TRACE_BEGIN, TRACE_END);
    }

    private static boolean isSound(String traceparent) {
        return traceparent != null && traceparent.length() <= TRACEPARENT_MAX && TRACEPARENT.matcher(traceparent).matches();
    }

    private static String continued(String traceparent) {
        return "00-" + traceparent.substring(TRACE_BEGIN, TRACE_END) + "-" + hex() + "-" + traceparent.substring(FLAGS_BEGIN, FLAGS_END);
    }

    /** Nobody records it, as far as is known here, so it says that it need not be. */
    private static String begun() {
        return "00-" + hex() + hex() + "-" + hex() + "-00";
    }

    /** Sixteen hex digits, not all of them 0. An id of a request is no secret. */
    private static String hex() {
        long random = ThreadLocalRandom.current().nextLong();
        String digits = Long.toHexString(random == 0 ? 1 : random);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
