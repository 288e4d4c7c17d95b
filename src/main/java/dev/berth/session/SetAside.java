package dev.berth.session;

/**
 * A session that was set aside.
 *
 * @param name under which it can be brought back; mostly its id, and its id with a number when that was set aside before
 * @param reason a sentence for people
 * @param at when, in seconds since the epoch
 * @param bytes that its file and the log beside it take
 */
public record SetAside(String name, String id, String reason, long at, long bytes) implements JsonForm {

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("name", name).member("id", id).member("reason", reason).member("setAsideAt", at).member("bytes", bytes)
                .endObject();
    }
}
