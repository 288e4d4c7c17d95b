package dev.berth.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** The turns of a session: look at them, reorder, remove, run again. */
@Path("sessions/{id}/turns")
public class TurnsResource extends Routes {

    public TurnsResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> list(@PathParam("id") String id) {
        return access().ask(id, session -> Answers.array(session.turns().list()));
    }

    @PATCH
    @Path("{turnId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> move(@PathParam("id") String id, @PathParam("turnId") String turnId, InputStream in) {
        int position = body(in).number("position");
        return access().ask(id, session -> Answers.json(session.turns().move(turnId, position)));
    }

    @DELETE
    @Path("{turnId}")
    public CompletionStage<Response> remove(@PathParam("id") String id, @PathParam("turnId") String turnId) {
        return access().ask(id, session -> {
            session.turns().remove(turnId);
            return Answers.noContent();
        });
    }

    @POST
    @Path("{turnId}/retry")
    public CompletionStage<Response> retry(@PathParam("id") String id, @PathParam("turnId") String turnId) {
        return access().ask(id, session -> Answers.json(session.turns().retry(turnId)));
    }
}
