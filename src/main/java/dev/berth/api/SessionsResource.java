package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.security.Rates;
import dev.berth.session.Activity;
import dev.berth.session.Catalogue;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.SessionStatus;
import dev.berth.settings.LimitSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** {@code /sessions}: list and create. */
@Path("sessions")
public class SessionsResource extends Routes {

    private final LimitSettings.Allowance sessionsMax;

    public SessionsResource(SessionAccess access, LimitSettings limits) {
        super(access, limits.bodyBytesMax());
        sessionsMax = limits.sessions();
    }

    private static final int LIST_DEFAULT = 200;
    private static final int LIST_MAX = 1_000;

    @GET
    public CompletionStage<Response> list(@Context UriInfo uri, @Context HttpServletRequest request,
            @QueryParam("userId") String userId, @QueryParam("status") String status,
            @QueryParam("activity") String activity, @QueryParam("repo") String repo, @QueryParam("q") String words,
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        String[] repository = repository(Query.text(repo));
        Catalogue.Query query = new Catalogue.Query(SessionAccess.memberOf(request, userId),
                Query.choice("status", status, SessionStatus.class), Query.choice("activity", activity, Activity.class), repository[0],
                repository[1], Query.text(words), Query.text(cursor), Query.number("limit", limit, LIST_DEFAULT, 1, LIST_MAX));
        URI here = uri.getRequestUri();
        return sessions().list(query).thenApply(page -> listed(page, here));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> create(@Context UriInfo uri, @Context HttpServletRequest request,
            @HeaderParam("Idempotency-Key") String key, InputStream in) {
        Body body = body(in);
        String userId = SessionAccess.memberOf(request, body.optionalText("userId", Integer.MAX_VALUE));
        NewSession wish = Wishes.session(body, userId, Query.text(key));
        URI here = uri.getAbsolutePath();
        return sessions().create(wish, Rates.of(sessionsMax, Caller.of(request)))
                .thenApply(session -> Answers.created(session, URI.create(here + "/" + session.id())));
    }

    private static Response listed(Catalogue.Page page, URI here) {
        Response.ResponseBuilder answer = Answers.json(200, '[' + String.join(",", page.cards()) + ']');
        return page.next() == null ? answer.build() : Answers.linked(answer, here, "cursor", page.next()).build();
    }

    private static String[] repository(String repo) {
        if (repo == null) {
            return new String[2];
        }
        String[] words = repo.split("/", -1);
        if (words.length != 2) {
            throw Refusal.invalid("repo must be owner/name.");
        }
        return words;
    }
}
