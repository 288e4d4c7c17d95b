package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.security.Identification;
import dev.berth.session.Share;
import dev.berth.session.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The links by which others may read a session: make one, look at them, take one back. */
@Path("sessions/{id}/shares")
public class SharesResource extends Routes {

    public SharesResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> list(@PathParam("id") String id, @Context HttpServletRequest request) {
        return access().own(Caller.of(request), id, session -> Answers.array(session.shares().all()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> add(@PathParam("id") String id, @Context HttpServletRequest request, @Context UriInfo uri,
            InputStream in) {
        Duration duration = Wishes.shareDuration(body(in));
        String token = Identification.SHARE + Tokens.random();
        URI here = uri.getAbsolutePath();
        return access().own(Caller.of(request), id, session -> session.shares().add(Tokens.hash(token), duration))
                .thenApply(share -> Answers.json(201, share.toJson(token)).location(URI.create(here + "/" + share.id())).build());
    }

    @DELETE
    @Path("{shareId}")
    public CompletionStage<Response> revoke(@PathParam("id") String id, @PathParam("shareId") String shareId,
            @Context HttpServletRequest request) {
        return access().own(Caller.of(request), id, session -> session.shares().revoke(shareId)).thenApply(this::revoked);
    }

    private Response revoked(Share share) {
        sessions().end(share.id());
        return Answers.noContent();
    }
}
