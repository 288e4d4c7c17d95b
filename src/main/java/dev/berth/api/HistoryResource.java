package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.MessagePage;
import dev.berth.session.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The history of a session, a page at a time. */
@Path("chat/{id}/messages")
public class HistoryResource extends Routes {

    public HistoryResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> page(@PathParam("id") String id, @Context HttpServletRequest request,
            @QueryParam("limit") String limit, @QueryParam("before") String before, @QueryParam("after") String after) {
        MessagePage page = Query.page(limit, before, after);
        Caller caller = Caller.of(request);
        if (caller.createsOnFirstUse() && !sessions().exists(SessionId.require(id))) {
            // Looking makes nothing: what was never used has no messages yet.
            return CompletableFuture.completedFuture(Answers.json("[]"));
        }
        return access().ask(id, session -> Answers.array(session.page(page)));
    }
}
