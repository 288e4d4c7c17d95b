package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.MetaValue;
import dev.berth.session.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** The metadata of a session. */
@Path("sessions/{id}/meta")
public class MetaResource extends Routes {

    public MetaResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> all(@PathParam("id") String id, @Context HttpServletRequest request) {
        return access().own(Caller.of(request), id, session -> Answers.json(session.metadata().toJson()));
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> put(@PathParam("id") String id, @Context HttpServletRequest request,
            @PathParam("key") String key, InputStream in) {
        Metadata.requireWritable(key);
        MetaValue value = Wishes.metaValue(body(in));
        return access().own(Caller.of(request), id, session -> {
            session.requireRoom();
            session.metadata().put(key, value);
            return Answers.json(session.metadata().toJson());
        });
    }

    @DELETE
    @Path("{key}")
    public CompletionStage<Response> remove(@PathParam("id") String id, @Context HttpServletRequest request, @PathParam("key") String key) {
        Metadata.requireWritable(key);
        return access().own(Caller.of(request), id, session -> {
            session.metadata().remove(key);
            return Answers.noContent();
        });
    }
}
