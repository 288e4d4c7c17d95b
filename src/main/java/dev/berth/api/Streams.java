package dev.berth.api;

import dev.berth.live.Follow;
import dev.berth.live.Follower;
import dev.berth.live.Viewer;
import dev.berth.security.Caller;
import dev.berth.security.Rates;
import dev.berth.session.Cursor;
import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The streaming routes, taken out before JAX-RS sees them: {@code GET /sessions/{id}/events}, {@code GET /events},
 * {@code POST /chat/{id}} and {@code GET /chat/{id}/stream}.
 *
 * <p>They are written by a servlet's asynchronous output and not by JAX-RS's {@code SseEventSink}: on Payara that one hides
 * whether a client keeps up, so a stalled one would fill the memory, and on Open Liberty it holds the headers back until the
 * first event. Also a stream may be refused with a status only after the lane has answered, without a thread waiting.
 */
final class Streams {

    private static final Pattern EVENTS = Pattern.compile("/api/sessions/([^/]+)/events");
    private static final Pattern CHAT = Pattern.compile("/api/chat/([^/]+)");
    private static final Pattern RESUMED_CHAT = Pattern.compile("/api/chat/([^/]+)/stream");

    private static final Pattern JSON_ALONE = Pattern.compile("\\s*application/json\\s*(;[^,]*)?", Pattern.CASE_INSENSITIVE);

    private final SessionAccess access;
    private final Rates rates;
    private final ChatStreams chats;

    Streams(SessionAccess access, Rates rates, int bodyBytesMax) {
        this.access = access;
        this.rates = rates;
        this.chats = new ChatStreams(access, rates, bodyBytesMax);
    }

    /** The path inside the application, as it came, so that an encoded slash or dot never becomes one. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    /** Takes a request over if it is for a stream. */
    boolean takes(HttpServletRequest request) throws IOException {
        String path = path(request);
        Matcher events = EVENTS.matcher(path);
        Matcher chat = CHAT.matcher(path);
        Matcher resumed = RESUMED_CHAT.matcher(path);
        boolean get = "GET".equals(request.getMethod());
        if (get && events.matches() && !acceptsJsonAlone(request)) {
            follow(events.group(1), request);
        } else if (get && path.equals("/api/events")) {
            followList(request);
        } else if (get && resumed.matches()) {
            chats.resume(resumed.group(1), request);
        } else if ("POST".equals(request.getMethod()) && chat.matches()) {
            chats.prompt(chat.group(1), request);
        } else {
            return false;
        }
        return true;
    }

    /** Who accepts JSON and nothing else wants a page of the events and no stream. */
    private static boolean acceptsJsonAlone(HttpServletRequest request) {
        List<String> accepted = Collections.list(request.getHeaders("Accept"));
        return accepted.size() == 1 && JSON_ALONE.matcher(accepted.get(0)).matches();
    }

    private void follow(String id, HttpServletRequest request) {
        Caller caller = Caller.of(request);
        access.requireUsable(caller, id);
        Cursor after = Query.cursor(request.getHeader("Last-Event-ID"), request.getParameter("after"));
        if (after != null && !access.sessions().exists(id)) {
            throw Refusal.notFound("session");
        }
        String named = request.getParameter("userId");
        SessionAccess.userOf(caller, named);
        EventStream stream = EventStream.on(request, rates, id);
        serve(stream, access.follow(caller, id, named,
                (session, viewer) -> session.follow(Follow.all(new EventOutlet(stream), viewer, after))));
    }

    /** Ties a stream to its follower: a client who leaves is followed by it, and one that cannot join is refused. */
    static void serve(EventStream stream, CompletionStage<Follower> joined) {
        joined.whenComplete((follower, failure) -> {
            if (failure == null) {
                stream.whenGone(follower::gone);
            } else {
                stream.refuse(failure);
            }
        });
    }

    private void followList(HttpServletRequest request) {
        Caller caller = SessionAccess.requireMember(Caller.of(request));
        String userId = SessionAccess.userOf(caller, request.getParameter("userId"));
        EventStream stream = EventStream.on(request, rates, null);
        Follower follower = access.sessions().followList(new EventOutlet(stream), new Viewer(userId, caller.pass(), false, session -> { }));
        stream.whenGone(follower::gone);
    }
}
