package dev.berth.api;

import dev.berth.live.TurnChange;
import dev.berth.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** The turns of a session: look at them, reorder, rewrite, remove, run again. */
@Path("sessions/{id}/turns")
public class TurnsResource extends Routes {

    public TurnsResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> list(@PathParam("id") String id, @Context HttpServletRequest request) {
        return access().read(Caller.of(request), id, session -> Answers.array(session.turns().list()));
    }

    @PATCH
    @Path("{turnId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> change(@PathParam("id") String id, @Context HttpServletRequest request,
            @PathParam("turnId") String turnId, InputStream in) {
        TurnChange wish = Wishes.turnChange(body(in));
        return access().own(Caller.of(request), id, session -> Answers.json(session.turns().change(turnId, wish)));
    }

    @DELETE
    @Path("{turnId}")
    public CompletionStage<Response> remove(@PathParam("id") String id, @Context HttpServletRequest request,
            @PathParam("turnId") String turnId) {
        return access().own(Caller.of(request), id, session -> {
            session.turns().remove(turnId);
            return Answers.noContent();
        });
    }

    @POST
    @Path("{turnId}/retry")
    public CompletionStage<Response> retry(@PathParam("id") String id, @Context HttpServletRequest request,
            @PathParam("turnId") String turnId) {
        return access().own(Caller.of(request), id, session -> Answers.json(session.turns().retry(turnId)));
    }
}
