package dev.berth.session;

/**
 * The value of a metadata entry: a plain text, kept as it is so that any SQLite tool shows it as people wrote it, or other JSON.
 *
 * @param text the text itself, or JSON text when {@code json} is set
 */
public record MetaValue(String text, boolean json) implements JsonForm {

    public static MetaValue text(String text) {
        return new MetaValue(text, false);
    }

    public static MetaValue json(String json) {
        return new MetaValue(json, true);
    }

    @Override
    public void writeTo(JsonWriter out) {
        if (json) {
            out.raw(text);
        } else {
            out.value(text);
        }
    }
}
