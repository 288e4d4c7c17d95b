package dev.berth.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** One answer, read to its end. */
public record Reply(int status, HttpHeaders headers, String body) {

    public static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    public Reply expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("Expected status " + wanted + ", got " + status + ": " + body);
        }
        return this;
    }

    public JsonObject object() {
        return (JsonObject) json();
    }

    public JsonArray array() {
        return (JsonArray) json();
    }

    /** A header's value; empty when it is not there. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    private JsonStructure json() {
        return (JsonStructure) Json.parse(body);
    }
}
