package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.security.Problem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the server itself refuses")
class ErrorPageTest {

    @Test
    @DisplayName("is a fault of ours while Berth runs, and tells nothing of the server's reason")
    void running() {
        assertEquals(Problem.INTERNAL, ErrorPage.problem(500, false, false));
        assertEquals(Problem.INTERNAL, ErrorPage.problem(503, false, false));
    }

    @Test
    @DisplayName("is 503 until Berth is there, so that nobody takes a session for deleted (P1)")
    void starting() {
        Problem told = ErrorPage.problem(404, true, false);
        assertEquals(503, told.status());
        assertEquals("Berth is starting.", told.detail());
    }

    @Test
    @DisplayName("is 503 once Berth shuts down, whatever the server says that takes it apart, with the time to come back")
    void shuttingDown() {
        Problem told = ErrorPage.problem(500, false, true);
        assertEquals(503, told.status());
        assertEquals("Berth is shutting down.", told.detail());
        assertEquals(5, told.retryAfterSeconds());
    }

    @Test
    @DisplayName("stays what it is about the request, also in a shutdown")
    void aboutTheRequest() {
        assertEquals(404, ErrorPage.problem(404, false, true).status());
        assertEquals(405, ErrorPage.problem(405, false, true).status());
    }
}
