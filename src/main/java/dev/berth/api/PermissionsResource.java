package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.AskState;
import dev.berth.session.PermissionReply;
import dev.berth.session.WireName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** What the agent wants to do and may not without people: look at what waits, answer it. */
@Path("sessions/{id}/permissions")
public class PermissionsResource extends Routes {

    public PermissionsResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> list(@PathParam("id") String id, @Context HttpServletRequest request,
            @QueryParam("state") String state) {
        AskState wanted = state == null ? AskState.PENDING : WireName.parse(AskState.class, "state", state);
        return access().read(Caller.of(request), id, session -> Answers.array(session.permissions().latest(wanted)));
    }

    @POST
    @Path("{permissionId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> answer(@PathParam("id") String id, @PathParam("permissionId") String permissionId,
            @Context HttpServletRequest request, InputStream in) {
        Body body = body(in);
        PermissionReply reply = Wishes.reply(body);
        String message = Wishes.replyMessage(body);
        String userId = SessionAccess.userOf(Caller.of(request), request.getParameter("userId"));
        return access().own(Caller.of(request), id, session -> Answers.json(session.turns().permit(permissionId, reply, message, userId)));
    }
}
