package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.security.Tickets;
import dev.berth.session.JsonWriter;
import dev.berth.session.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code POST /tickets}: what opens one stream, once, where no header can be sent. */
@Path("tickets")
public class TicketsResource extends Routes {

    private final Tickets tickets;

    public TicketsResource(SessionAccess access, Tickets tickets, int bodyBytesMax) {
        super(access, bodyBytesMax);
        this.tickets = tickets;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> give(@Context HttpServletRequest request, InputStream in) {
        String sessionId = body(in).optionalText("sessionId", Integer.MAX_VALUE);
        Caller caller = Caller.of(request);
        String origin = request.getHeader("Origin");
        return permitted(caller, sessionId).thenApply(nothing -> answer(tickets.give(caller, sessionId, origin)));
    }

    private CompletionStage<Void> permitted(Caller caller, String sessionId) {
        if (sessionId == null) {
            SessionAccess.requireMember(caller);
            return CompletableFuture.completedFuture(null);
        }
        boolean maybeNew = caller.createsOnFirstUse() && !sessions().exists(SessionId.require(sessionId));
        return maybeNew ? CompletableFuture.completedFuture(null) : access().read(caller, SessionId.require(sessionId), session -> null);
    }

    private static Response answer(Tickets.Given given) {
        String json = new JsonWriter().beginObject().member("ticket", given.ticket()).member("expiresAt", given.expiresAt()).endObject()
                .toString();
        return Answers.json(201, json).build();
    }
}
