package dev.berth.api;

import dev.berth.security.ProblemWriter;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** The answer to who asks for a page: browsers ask again each time whether it has changed, and no error names the server. */
final class PageResponse extends HttpServletResponseWrapper {

    PageResponse(HttpServletResponse response) {
        super(response);
        response.setHeader("Cache-Control", "no-cache");
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }

    /** @param message is not told: servers put there what they know of the inside */
    @Override
    public void sendError(int status, String message) throws IOException {
        resetBuffer();
        ProblemWriter.write(ErrorPage.problem(status), (HttpServletResponse) getResponse());
        flushBuffer();
    }
}
