package dev.berth.security.oidc;

import dev.berth.security.Caller;
import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;
import dev.berth.session.Pass;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * Somebody who is logged in with one browser.
 *
 * @param id the digest of the secret that the browser has
 * @param registration at which provider, and as which client of it
 * @param endsAt seconds since the epoch
 * @param idToken what the provider knows the login by when it is to end there too; null when it was too large to keep
 */
record Login(String id, String registration, Person person, long endsAt, String idToken) implements JsonForm {

    /** Who comes with this login. */
    Caller caller() {
        return Caller.user(person.userId(), person.isAdmin(), new Pass(id, endsAt));
    }

    boolean isOver(long now) {
        return endsAt <= now;
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("registration", registration).member("userId", person.userId()).member("name", person.name())
                .name("admin").raw(Boolean.toString(person.isAdmin())).member("endsAt", endsAt).optional("idToken", idToken).endObject();
    }

    /** Reads what was written. @throws IllegalArgumentException when it is no login */
    static Login parse(String id, String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonObject stored = reader.readObject();
            Person person = new Person(stored.getString("userId"), stored.getString("name"), stored.getBoolean("admin"));
            return new Login(id, stored.getString("registration"), person, stored.getJsonNumber("endsAt").longValueExact(),
                    stored.getString("idToken", null));
        } catch (JsonException | NullPointerException | ClassCastException | ArithmeticException e) {
            throw new IllegalArgumentException("It is no login.", e);
        }
    }
}
