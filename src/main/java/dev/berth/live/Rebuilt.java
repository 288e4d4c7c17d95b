package dev.berth.live;

import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;

/**
 * What a catalogue was made of again.
 *
 * @param sessions whose files were read
 * @param unreadable those that cannot be opened now; the list keeps what it knew of them
 */
public record Rebuilt(int sessions, int unreadable) implements JsonForm {

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("sessions", sessions).member("unreadable", unreadable).endObject();
    }
}
