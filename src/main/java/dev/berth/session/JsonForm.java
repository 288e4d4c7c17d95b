package dev.berth.session;

/** A word of Berth that has a JSON form: the same in answers, in events and in frames. */
public interface JsonForm {

    /** Writes this value as one JSON value. */
    void writeTo(JsonWriter out);

    default String toJson() {
        JsonWriter out = new JsonWriter();
        writeTo(out);
        return out.toString();
    }
}
