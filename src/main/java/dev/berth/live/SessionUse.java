package dev.berth.live;

import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;

/**
 * How a session is used at one moment.
 *
 * @param awake whether its file is open
 * @param busy whether a turn runs or waits in it
 * @param followers connections that follow it
 * @param waiting commands that have not begun yet
 * @param unusedSeconds since something was done in it
 */
public record SessionUse(String id, boolean awake, boolean busy, int followers, int waiting, long unusedSeconds) implements JsonForm {

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("id", id).name("awake").raw(Boolean.toString(awake)).name("busy").raw(Boolean.toString(busy))
                .member("followers", followers).member("waiting", waiting).member("unusedSeconds", unusedSeconds).endObject();
    }
}
