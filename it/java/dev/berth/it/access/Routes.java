package dev.berth.it.access;

import dev.berth.api.DeclaredRoutes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows of the matrix, and the routes that there really are. */
final class Routes {

    static final List<Route> ROWS = List.of(
            Route.of("GET", "/sessions", Right.MEMBER),
            Route.of("POST", "/sessions", Right.MEMBER, "repoOwner", "octo", "repoName", "berth"),
            Route.of("GET", "/repositories", Right.MEMBER),
            Route.of("GET", "/sessions/{id}", Right.READ),
            Route.of("PATCH", "/sessions/{id}", Right.OWN, "title", "renamed"),
            Route.of("DELETE", "/sessions/{id}", Right.OWN),
            Route.of("POST", "/sessions/{id}/stop", Right.OWN),
            Route.of("GET", "/chat/{id}/messages", Right.READ),
            Route.of("GET", "/sessions/{id}/messages", Right.READ),
            Route.of("GET", "/sessions/{id}/do/messages", Right.READ),
            Route.of("POST", "/sessions/{id}/messages", Right.OWN, "role", "user", "content", "hello"),
            Route.of("POST", "/sessions/{id}/do/messages", Right.OWN, "role", "user", "content", "hello"),
            Route.of("GET", "/sessions/{id}/tasks", Right.READ),
            Route.of("POST", "/sessions/{id}/tasks", Right.OWN, "title", "a task"),
            Route.of("PATCH", "/sessions/{id}/tasks/{taskId}", Right.OWN, "status", "completed"),
            Route.of("DELETE", "/sessions/{id}/tasks/{taskId}", Right.OWN),
            Route.of("GET", "/sessions/{id}/meta", Right.OWN),
            Route.of("PUT", "/sessions/{id}/meta/{key}", Right.OWN, "value", "blue"),
            Route.of("DELETE", "/sessions/{id}/meta/{key}", Right.OWN),
            Route.of("GET", "/sessions/{id}/turns", Right.READ),
            Route.of("PATCH", "/sessions/{id}/turns/{turnId}", Right.OWN, "position", 1),
            Route.of("DELETE", "/sessions/{id}/turns/{turnId}", Right.OWN),
            Route.of("POST", "/sessions/{id}/turns/{turnId}/retry", Right.OWN),
            Route.of("GET", "/sessions/{id}/permissions", Right.READ),
            Route.of("POST", "/sessions/{id}/permissions/{permissionId}", Right.OWN, "reply", "once"),
            Route.of("GET", "/sessions/{id}/questions", Right.READ),
            Route.of("POST", "/sessions/{id}/questions/{questionId}", Right.OWN, "reject", true),
            Route.of("GET", "/sessions/{id}/shares", Right.OWN),
            Route.of("POST", "/sessions/{id}/shares", Right.OWN, "expiresIn", 60),
            Route.of("DELETE", "/sessions/{id}/shares/{shareId}", Right.OWN),
            Route.of("POST", "/tickets", Right.MEMBER, "sessionId", null),
            Route.of("GET", "/me", Right.MEMBER),
            Route.of("GET", "/admin/sessions", Right.ADMIN),
            Route.of("POST", "/admin/sessions/{id}/evict", Right.ADMIN),
            Route.of("POST", "/admin/sessions/{id}/check", Right.ADMIN),
            Route.of("GET", "/admin/quarantine", Right.ADMIN),
            Route.of("POST", "/admin/quarantine/{name}/release", Right.ADMIN),
            Route.of("POST", "/admin/catalogue/rebuild", Right.ADMIN),
            Route.of("GET", "/sessions/{id}/events", Right.READ),
            Route.of("GET", "/sessions/{id}/events", Right.READ).accepting("application/json"),
            Route.of("GET", "/events", Right.MEMBER),
            Route.of("POST", "/chat/{id}", Right.OWN, "content", "hello"),
            Route.of("GET", "/chat/{id}/stream", Right.READ),
            Route.socket("/sessions/{id}/websocket", Right.READ));

    private Routes() {
    }

    /** Every route that asks who calls, by method and path. */
    static Set<String> real() {
        return DeclaredRoutes.guarded().stream().map(route -> route.replace(" /api/", " /")).collect(Collectors.toCollection(TreeSet::new));
    }
}
