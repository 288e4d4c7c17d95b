package dev.berth.api;

import dev.berth.live.LiveSessions;
import dev.berth.security.Gate;
import dev.berth.security.Problem;
import dev.berth.security.ProblemWriter;
import dev.berth.session.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says no in the place of the server, when that refuses a request before Berth sees it. {@code WEB-INF/web.xml} leads here. */
final class ErrorPage extends HttpServlet {

    static final String PATH = "/error";
    private static final long serialVersionUID = 1L;

    private final transient LiveSessions sessions;
    private final transient FrontDoor door;

    ErrorPage(LiveSessions sessions, FrontDoor door) {
        this.sessions = sessions;
        this.door = door;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Gate.protect(response);
        int code = status instanceof Integer given ? given : HttpServletResponse.SC_NOT_FOUND;
        ProblemWriter.write(problem(code, !door.isOpen(), sessions.isShuttingDown()), response);
    }

    /**
     * Payara asks an application that it still puts together, finds nothing, and "not found" would mean that a session is gone. A server
     * that takes one apart fails at what still comes in, and that is no fault which anyone should look for.
     */
    static Problem problem(int status, boolean starting, boolean shuttingDown) {
        if (starting) {
            return Problem.of(Refusal.unavailable("Berth is starting."));
        }
        return shuttingDown && status >= 500 ? Problem.of(Refusal.unavailable("Berth is shutting down.")) : problem(status);
    }

    /** What a status says, and nothing of what a server knows of its reason. */
    static Problem problem(int status) {
        return switch (status) {
            case 403, 404 -> new Problem(404, "Not Found", "There is nothing at this address.");
            case 405 -> new Problem(status, "Method Not Allowed", "This address does not know that method.");
            case 501 -> new Problem(status, "Not Implemented", "Nobody knows that method.");
            default -> status < 500 ? new Problem(status, "Bad Request", "The request cannot be answered like this.") : Problem.INTERNAL;
        };
    }
}
