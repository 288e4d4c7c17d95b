package dev.berth.api;

import dev.berth.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the agent wants to know: look at what waits, answer it. */
@Path("sessions/{id}/questions")
public class QuestionsResource extends Routes {

    public QuestionsResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> list(@PathParam("id") String id) {
        return access().ask(id, session -> Answers.array(session.questions().pending()));
    }

    @POST
    @Path("{questionId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> answer(@PathParam("id") String id, @PathParam("questionId") String questionId,
            @Context HttpServletRequest request, InputStream in) {
        Body body = body(in);
        List<List<String>> answers = Wishes.answers(body);
        String userId = Caller.of(request).userId();
        return access().ask(id, session -> Answers.json(session.turns().answer(questionId, answers, userId)));
    }
}
