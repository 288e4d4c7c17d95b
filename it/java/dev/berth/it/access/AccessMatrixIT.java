package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.it.Berth;
import dev.berth.it.trials.Trial;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T25. The rows are the routes, held complete by {@link RoutesTest}; the columns are the principals; every cell is tried. */
@DisplayName("Every route, for everyone who may call it")
class AccessMatrixIT {

    /** What who guesses secrets gets instead after a few. */
    private static final int TOO_MANY = 429;

    private final Berth service = SecuredServer.service();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> wrong = new ArrayList<>();
    private int guesses;

    @Test
    @DisplayName("lets in who may, refuses who may not with the right status, changes nothing then and tells nothing")
    void matrix() throws Exception {
        int cells = 0;
        for (Principal principal : Principal.values()) {
            Scene scene = Scene.prepare();
            for (Route route : Routes.ROWS) {
                Scene own = principal.refusal(route.right()) == 0 && !route.method().equals("GET") ? Scene.forChange() : scene;
                check(principal, route, own);
                cells++;
            }
        }
        Trial.say(getClass(), cells + " cells asserted");
        assertEquals(List.of(), wrong);
    }

    private void check(Principal principal, Route route, Scene scene) throws Exception {
        int refusal = principal.refusal(route.right());
        String before = service.session(scene.id()).toString();
        Answer answer = call(principal, route, scene);
        String cell = principal + " " + route.name() + " got " + answer;
        if (refusal == 0) {
            if (!answer.letIn()) {
                wrong.add(cell + " and not let in");
            }
            return;
        }
        boolean slowedDown = principal == Principal.WRONG_SECRET && answer.status == TOO_MANY;
        if (answer.status != refusal && !slowedDown) {
            wrong.add(cell + " and not " + refusal);
        }
        assertFalse(answer.body.contains(Scene.TELLTALE), cell);
        assertEquals(before, service.session(scene.id()).toString(), cell);
    }

    private Answer call(Principal principal, Route route, Scene scene) throws IOException, InterruptedException {
        String query = principal.query().isEmpty() ? "" : "?" + principal.query();
        URI uri = service.at("/api" + route.path(scene) + query);
        // Each wrong secret comes from an address of its own, since a few from one are more than enough.
        String[] headers = Stream.concat(Stream.of(principal.headers(scene)), Stream.of("X-Forwarded-For", "192.0.2." + guesses++ % 250))
                .toArray(String[]::new);
        return route.upgrades() ? upgrade(uri, headers) : send(route, uri, headers);
    }

    private Answer send(Route route, URI uri, String[] headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).headers(headers).method(route.method(),
                route.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(route.body().toString()));
        request.header("Accept", route.accept());
        if (route.body() != null) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            boolean stream = response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            return new Answer(response.statusCode(), stream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Answer upgrade(URI uri, String[] headers) {
        return new Handshake(service.port()).send(uri, headers);
    }

    /** What came back; of a stream only that it began. */
    record Answer(int status, String body) {

        /** Whether the route was reached: a 404 of something inside the session says so too. */
        boolean letIn() {
            return status < 400 || status == 409 || status == 404 && !body.contains("session") && !body.contains("address");
        }
    }
}
