package dev.berth.api;

import dev.berth.live.OpenSession;
import dev.berth.security.Caller;
import dev.berth.session.Cursor;
import dev.berth.session.JsonForm;
import dev.berth.session.Refusal;
import dev.berth.session.SessionChange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** One session: look at it, change it, delete it, stop what runs in it. */
@Path("sessions/{id}")
public class SessionResource extends Routes {

    public SessionResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> get(@PathParam("id") String id, @Context HttpServletRequest request) {
        return access().read(Caller.of(request), id, SessionResource::shown);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> change(@PathParam("id") String id, @Context HttpServletRequest request,
            @HeaderParam("If-Match") String ifMatch, InputStream in) {
        SessionChange change = Wishes.sessionChange(body(in));
        return access().own(Caller.of(request), id, session -> {
            requireMatch(ifMatch, session);
            session.identity().change(change, session.session());
            return shown(session);
        });
    }

    @DELETE
    public CompletionStage<Response> delete(@PathParam("id") String id, @Context HttpServletRequest request) {
        Caller caller = Caller.of(request);
        return access().permitDeletion(caller, id).thenCompose(nothing -> sessions().delete(id, caller.userId()))
                .thenApply(nothing -> Answers.noContent());
    }

    @POST
    @Path("stop")
    public CompletionStage<Response> stop(@PathParam("id") String id, @Context HttpServletRequest request) {
        return access().own(Caller.of(request), id, session -> Answers.json(session.turns().stop().map(JsonForm::toJson).orElse("null")));
    }

    private static Response shown(OpenSession session) {
        return Answers.json(200, session.session().toJson(session.messages().count())).header("ETag", etag(session)).build();
    }

    private static void requireMatch(String ifMatch, OpenSession session) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(etag(session))) {
            throw new Refusal(Refusal.Code.STALE, "If-Match is not the session's present ETag.");
        }
    }

    private static String etag(OpenSession session) {
        return '"' + new Cursor(session.identity().epoch(), session.events().last()).toString() + '"';
    }
}
