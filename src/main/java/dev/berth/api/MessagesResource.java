package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.NewMessage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
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

/** The messages of a session, at {@code /sessions/{id}/messages} and at the first design's {@code /sessions/{id}/do/messages}. */
@Path("sessions/{id}/{do:(do/)?}messages")
public class MessagesResource extends HistoryResource {

    public MessagesResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> store(@PathParam("id") String id, @Context UriInfo uri,
            @Context HttpServletRequest request, InputStream in) {
        NewMessage wish = Wishes.message(body(in));
        URI here = uri.getAbsolutePath();
        return access().use(Caller.of(request), id, session -> {
            session.identity().requireActive();
            session.requireRoom();
            return session.messages().append(wish);
        }).thenApply(message -> Answers.created(message, URI.create(here + "/" + message.id())));
    }
}
