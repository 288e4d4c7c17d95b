package dev.berth.api;

import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The answers of the routes. Bodies are JSON text that was written once, so no reflection is on any route. */
final class Answers {

    private Answers() {
    }

    static Response json(String body) {
        return json(200, body).build();
    }

    static Response json(JsonForm form) {
        return json(form.toJson());
    }

    static Response.ResponseBuilder json(int status, String body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store").entity(body);
    }

    static Response array(List<? extends JsonForm> forms) {
        return json(arrayText(forms));
    }

    static String arrayText(List<? extends JsonForm> forms) {
        return new JsonWriter(64 + 512 * forms.size()).array(forms).toString();
    }

    static Response created(JsonForm form, URI location) {
        return json(201, form.toJson()).location(location).build();
    }

    static Response noContent() {
        return Response.noContent().build();
    }
}
