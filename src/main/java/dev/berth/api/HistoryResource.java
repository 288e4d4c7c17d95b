package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.MessagePage;
import dev.berth.session.SessionId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The history of a session, a page at a time. */
@Path("chat/{id}/messages")
@RequestScoped
public class HistoryResource extends Routes {

    @PathParam("id")
    private String id;

    String id() {
        return SessionId.require(id);
    }

    @GET
    public CompletionStage<Response> page(@QueryParam("limit") String limit, @QueryParam("before") String before,
            @QueryParam("after") String after) {
        MessagePage page = Query.page(limit, before, after);
        Caller caller = caller();
        if (caller.createsOnFirstUse() && !sessions().exists(id())) {
            // Looking makes nothing: what was never used has no messages yet.
            return CompletableFuture.completedFuture(Answers.json("[]"));
        }
        return access().ask(id(), session -> Answers.array(session.page(page)));
    }
}
