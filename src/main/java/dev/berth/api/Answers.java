package dev.berth.api;

import dev.berth.session.Cursor;
import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    static Response json(byte[] body) {
        return json(200, body).build();
    }

    static Response.ResponseBuilder json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** As bytes and with their number: of a text servers would encode and send one piece after the other. */
    private static Response.ResponseBuilder json(int status, byte[] body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store")
                .header("Content-Length", body.length).entity(body);
    }

    static Response array(List<? extends JsonForm> forms) {
        return json(arrayText(forms));
    }

    static String arrayText(List<? extends JsonForm> forms) {
        return new JsonWriter(64 + 512 * forms.size()).array(forms).toString();
    }

    static byte[] arrayBytes(List<? extends JsonForm> forms) {
        return arrayText(forms).getBytes(StandardCharsets.UTF_8);
    }

    /** An array that is one page of many, with the address of the next one unless it is the last. */
    static Response page(String array, URI here, String place, Cursor next) {
        Response.ResponseBuilder answer = json(200, array);
        return next == null ? answer.build() : linked(answer, here, place, next.toString()).build();
    }

    /** Tells the address of the next page. @param place the name of the parameter by which the pages differ */
    static Response.ResponseBuilder linked(Response.ResponseBuilder answer, URI here, String place, String next) {
        URI address = UriBuilder.fromUri(here).replaceQueryParam(place, next).build();
        return answer.header("Link", "<" + address + ">; rel=\"next\"");
    }

    static Response created(JsonForm form, URI location) {
        return json(201, form.toJson()).location(location).build();
    }

    static Response noContent() {
        return Response.noContent().build();
    }
}
