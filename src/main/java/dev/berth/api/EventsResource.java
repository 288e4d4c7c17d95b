package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.Cursor;
import dev.berth.session.Event;
import dev.berth.session.Refusal;
import dev.berth.session.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The events of a session a page at a time, for who accepts JSON and nothing else; {@link Streams} takes all others. */
@Path("sessions/{id}/events")
public class EventsResource extends Routes {

    private static final Cursor BEGINNING = new Cursor(null, 0);
    private static final int LIMIT_DEFAULT = 200;
    private static final int LIMIT_MAX = 1_000;

    public EventsResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> page(@PathParam("id") String id, @Context UriInfo uri, @Context HttpServletRequest request,
            @QueryParam("after") String after, @QueryParam("limit") String limit) {
        Cursor place = Query.cursor(null, after);
        int wanted = Query.number("limit", limit, LIMIT_DEFAULT, 1, LIMIT_MAX);
        Caller caller = Caller.of(request);
        if (caller.createsOnFirstUse() && !sessions().exists(SessionId.require(id))) {
            return unused(place);
        }
        return walk(caller, id, place == null ? BEGINNING : place, wanted, uri.getRequestUri());
    }

    private CompletionStage<Response> walk(Caller caller, String id, Cursor first, int wanted, URI here) {
        Walk.Look<Event> look = (place, more) -> access().read(caller, id,
                session -> session.eventsAfter(place == null ? first : place, more));
        return new Walk<>(wanted, look).go().thenApply(walked -> Answers.page(array(walked.found(), caller), here, "after", walked.next()));
    }

    /** Looking makes nothing; but who comes with a cursor means a session that was there. */
    private static CompletionStage<Response> unused(Cursor place) {
        if (place != null) {
            throw Refusal.notFound("session");
        }
        return CompletableFuture.completedFuture(Answers.json("[]"));
    }

    private static String array(List<Event> events, Caller caller) {
        return events.stream().filter(event -> !caller.isGuest() || Event.isForGuests(event.type())).map(Event::bodyWithTime)
                .collect(Collectors.joining(",", "[", "]"));
    }
}
