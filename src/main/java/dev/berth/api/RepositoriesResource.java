package dev.berth.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** {@code GET /repositories}: what somebody's sessions are about. */
@Path("repositories")
public class RepositoriesResource extends Routes {

    private static final int LIST_MAX = 1_000;

    public RepositoriesResource(SessionAccess access, int bodyBytesMax) {
        super(access, bodyBytesMax);
    }

    @GET
    public CompletionStage<Response> list(@Context HttpServletRequest request, @QueryParam("userId") String userId) {
        return sessions().repositories(SessionAccess.memberOf(request, userId), LIST_MAX).thenApply(Answers::array);
    }
}
