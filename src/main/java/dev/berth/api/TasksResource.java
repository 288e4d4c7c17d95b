package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.TaskChange;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** The tasks of a session. */
@Path("sessions/{id}/tasks")
public class TasksResource extends Routes {

    public TasksResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> list(@PathParam("id") String id, @Context HttpServletRequest request) {
        return access().read(Caller.of(request), id, session -> Answers.array(session.tasks().all()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> add(@PathParam("id") String id, @Context HttpServletRequest request,
            @Context UriInfo uri, InputStream in) {
        TaskChange wish = Wishes.newTask(body(in));
        URI here = uri.getAbsolutePath();
        return access().own(Caller.of(request), id, session -> {
            session.identity().requireActive();
            session.requireRoom();
            return session.tasks().add(wish, null);
        }).thenApply(task -> Answers.created(task, URI.create(here + "/" + task.id())));
    }

    @PATCH
    @Path("{taskId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> change(@PathParam("id") String id, @Context HttpServletRequest request,
            @PathParam("taskId") String taskId, InputStream in) {
        TaskChange change = Wishes.taskChange(body(in));
        return access().own(Caller.of(request), id, session -> Answers.json(session.tasks().change(taskId, change)));
    }

    @DELETE
    @Path("{taskId}")
    public CompletionStage<Response> remove(@PathParam("id") String id, @Context HttpServletRequest request,
            @PathParam("taskId") String taskId) {
        return access().own(Caller.of(request), id, session -> {
            session.tasks().remove(taskId);
            return Answers.noContent();
        });
    }
}
