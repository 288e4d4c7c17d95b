package dev.berth.api;

import dev.berth.live.Administration;
import dev.berth.security.Caller;
import dev.berth.session.JsonWriter;
import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** What those who operate Berth may see and do; nobody else is let in. None of it shows what was said in a session. */
@Path("admin")
public class AdminResource {

    private static final int LIST_DEFAULT = 200;
    private static final int LIST_MAX = 1_000;

    private final Administration administration;

    public AdminResource(Administration administration) {
        this.administration = administration;
    }

    @GET
    @Path("sessions")
    public Response sessions(@Context HttpServletRequest request, @QueryParam("limit") String limit) {
        requireAdmin(request);
        JsonWriter out = new JsonWriter(1_024).beginObject().member("inUse", administration.inUseCount())
                .member("awake", administration.awakeCount()).array("sessions", administration.inUse(max(limit)));
        return Answers.json(out.endObject().toString());
    }

    @POST
    @Path("sessions/{id}/evict")
    public CompletionStage<Response> evict(@Context HttpServletRequest request, @PathParam("id") String id) {
        requireAdmin(request);
        return administration.evict(id).thenApply(done -> Answers.noContent());
    }

    @POST
    @Path("sessions/{id}/check")
    public CompletionStage<Response> check(@Context HttpServletRequest request, @PathParam("id") String id) {
        requireAdmin(request);
        return administration.check(id).thenApply(Answers::json);
    }

    @GET
    @Path("quarantine")
    public CompletionStage<Response> quarantine(@Context HttpServletRequest request, @QueryParam("limit") String limit) {
        requireAdmin(request);
        return administration.setAside(max(limit)).thenApply(Answers::array);
    }

    @POST
    @Path("quarantine/{name}/release")
    public CompletionStage<Response> release(@Context HttpServletRequest request, @PathParam("name") String name) {
        requireAdmin(request);
        return administration.release(name).thenApply(Answers::json);
    }

    @POST
    @Path("catalogue/rebuild")
    public CompletionStage<Response> rebuild(@Context HttpServletRequest request) {
        requireAdmin(request);
        return administration.rebuild().thenApply(Answers::json);
    }

    private static int max(String limit) {
        return Query.number("limit", limit, LIST_DEFAULT, 1, LIST_MAX);
    }

    private static void requireAdmin(HttpServletRequest request) {
        if (!Caller.of(request).isAdmin()) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "Only an administrator may do this.");
        }
    }
}
