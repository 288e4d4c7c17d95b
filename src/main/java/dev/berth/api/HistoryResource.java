package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.MessageSearch;
import dev.berth.session.SessionId;
import dev.berth.session.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The history of a session, a page at a time. */
@Path("chat/{id}/messages")
public class HistoryResource extends Routes {

    public HistoryResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> page(@PathParam("id") String id, @Context UriInfo uri, @Context HttpServletRequest request,
            @QueryParam("q") String q, @QueryParam("limit") String limit, @QueryParam("before") String before,
            @QueryParam("after") String after) {
        MessagePage page = Query.page(limit, before, after);
        Words words = Query.words(q);
        Caller caller = Caller.of(request);
        if (caller.createsOnFirstUse() && !sessions().exists(SessionId.require(id))) {
            // Looking makes nothing: what was never used has no messages yet.
            return CompletableFuture.completedFuture(Answers.json("[]"));
        }
        return words == null ? access().read(caller, id, session -> Answers.json(session.page(page, Answers::arrayBytes)))
                : search(caller, id, new MessageSearch(words, page), uri.getRequestUri());
    }

    private CompletionStage<Response> search(Caller caller, String id, MessageSearch wish, URI here) {
        Walk.Look<Message> look = (place, wanted) -> access().read(caller, id,
                session -> session.search(place == null ? wish : wish.from(place, wanted)));
        return new Walk<>(wish.page().limit(), look).go().thenApply(walked -> {
            List<Message> found = walked.found();
            if (!wish.isForward()) {
                Collections.reverse(found);
            }
            return Answers.page(Answers.arrayText(found), here, wish.isForward() ? "after" : "before", walked.next());
        });
    }
}
