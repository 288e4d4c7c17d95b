package dev.berth.api;

import dev.berth.log.LogLine;
import dev.berth.security.Problem;
import dev.berth.session.Refusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one place where what a route throws becomes an answer. What is no refusal is logged here, once, and never shown. */
@Provider
public class Problems implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(Problems.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        Refusal refusal = SessionAccess.refusalIn(thrown);
        if (refusal != null) {
            return answer(Problem.of(refusal));
        }
        if (thrown instanceof WebApplicationException e) {
            return answer(ofRouting(e.getResponse().getStatusInfo()));
        }
        LOG.log(Level.SEVERE, thrown, () -> LogLine.of("A request failed."));
        return answer(Problem.INTERNAL);
    }

    private static Problem ofRouting(Response.StatusType status) {
        String sentence = switch (status.getStatusCode()) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not know that method.";
            case 415 -> "The body must be application/json.";
            default -> status.getReasonPhrase();
        };
        return new Problem(status.getStatusCode(), status.getReasonPhrase(), sentence);
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status()).type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store").entity(problem.toJson());
        return problem.retryAfterSeconds() > 0 ? response.header("Retry-After", problem.retryAfterSeconds()).build() : response.build();
    }
}
