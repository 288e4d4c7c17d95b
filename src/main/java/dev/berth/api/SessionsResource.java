package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.Catalogue;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.SessionStatus;
import dev.berth.session.WireName;
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
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** {@code /sessions}: list and create. */
@Path("sessions")
public class SessionsResource extends Routes {

    public SessionsResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    private static final int LIST_DEFAULT = 200;
    private static final int LIST_MAX = 1_000;

    @GET
    public CompletionStage<Response> list(@Context UriInfo uri, @Context HttpServletRequest request,
            @QueryParam("userId") String userId, @QueryParam("status") String status,
            @QueryParam("repo") String repo, @QueryParam("q") String words, @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        String[] repository = repository(Query.text(repo));
        SessionStatus wanted = Query.text(status) == null ? null : WireName.parse(SessionStatus.class, "status", status);
        Catalogue.Query query = new Catalogue.Query(SessionAccess.userOf(Caller.of(request), userId), wanted, repository[0], repository[1],
                Query.text(words), Query.text(cursor), Query.number("limit", limit, LIST_DEFAULT, 1, LIST_MAX));
        URI here = uri.getRequestUri();
        return sessions().list(query).thenApply(page -> listed(page, here));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> create(@Context UriInfo uri, @Context HttpServletRequest request,
            @HeaderParam("Idempotency-Key") String key, InputStream in) {
        Body body = body(in);
        String userId = SessionAccess.userOf(Caller.of(request), body.optionalText("userId", Integer.MAX_VALUE));
        NewSession wish = Wishes.session(body, userId, Query.text(key));
        URI here = uri.getAbsolutePath();
        return sessions().create(wish)
                .thenApply(session -> Answers.created(session, URI.create(here + "/" + session.id())));
    }

    private static Response listed(Catalogue.Page page, URI here) {
        Response.ResponseBuilder answer = Answers.json(200, Answers.arrayText(page.sessions()));
        if (page.next() != null) {
            String next = UriBuilder.fromUri(here).replaceQueryParam("cursor", page.next()).build().toString();
            answer.header("Link", "<" + next + ">; rel=\"next\"");
        }
        return answer.build();
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
