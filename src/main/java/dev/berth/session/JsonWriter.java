package dev.berth.session;

/**
 * Writes JSON into a string without reflection: what goes to every client passes through here once. Member names are
 * constants of ours and are not escaped. A lone surrogate in a text becomes U+FFFD, so that the output is always valid
 * UTF-8. Not thread-safe.
 */
public final class JsonWriter {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out;
    private boolean needsComma;

    public JsonWriter() {
        this(256);
    }

    /** @param capacity the expected length, in UTF-16 units */
    public JsonWriter(int capacity) {
        out = new StringBuilder(capacity);
    }

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    /** Starts a member; its value must follow. */
    public JsonWriter name(String name) {
        comma();
        out.append('"').append(name).append("\":");
        needsComma = false;
        return this;
    }

    public JsonWriter value(String text) {
        comma();
        if (text == null) {
            out.append("null");
        } else {
            quote(text);
        }
        return this;
    }

    public JsonWriter value(long number) {
        comma();
        out.append(number);
        return this;
    }

    public JsonWriter value(JsonForm form) {
        if (form == null) {
            return raw("null");
        }
        form.writeTo(this);
        return this;
    }

    /** Writes text that is JSON already, unchanged; null becomes {@code null}. */
    public JsonWriter raw(String json) {
        comma();
        out.append(json);
        return this;
    }

    public JsonWriter member(String name, String text) {
        return name(name).value(text);
    }

    public JsonWriter member(String name, long number) {
        return name(name).value(number);
    }

    public JsonWriter member(String name, Long number) {
        return number == null ? name(name).raw("null") : name(name).value(number.longValue());
    }

    public JsonWriter member(String name, JsonForm form) {
        return name(name).value(form);
    }

    /** Writes the member only when there is a text. */
    public JsonWriter optional(String name, String text) {
        return text == null ? this : member(name, text);
    }

    /** Writes the member, which is JSON already, only when there is one. */
    public JsonWriter optionalRaw(String name, String json) {
        return json == null ? this : name(name).raw(json);
    }

    public JsonWriter array(String name, Iterable<? extends JsonForm> forms) {
        return name(name).array(forms);
    }

    public JsonWriter array(Iterable<? extends JsonForm> forms) {
        beginArray();
        forms.forEach(this::value);
        return endArray();
    }

    public JsonWriter texts(String name, Iterable<String> texts) {
        return name(name).texts(texts);
    }

    public JsonWriter texts(Iterable<String> texts) {
        beginArray();
        texts.forEach(this::value);
        return endArray();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** The JSON form of one text, with its quotes. */
    public static String quoted(String text) {
        return new JsonWriter(text.length() + 16).value(text).toString();
    }

    /** Text with U+FFFD in place of every surrogate that stands alone; the same text when there is none. JSON stays JSON. */
    public static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPair(text, i)) {
                i++;
            } else if (Character.isSurrogate(c)) {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, '\uFFFD');
            }
        }
        return mended == null ? text : mended.toString();
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private JsonWriter open(char bracket) {
        comma();
        out.append(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        needsComma = true;
        return this;
    }

    private void comma() {
        if (needsComma) {
            out.append(',');
        }
        needsComma = true;
    }

    private void quote(String text) {
        out.append('"');
        int clean = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            out.append(text, clean, i);
            i = escape(text, i, c);
            clean = i + 1;
        }
        out.append(text, clean, text.length()).append('"');
    }

    /** Writes the character at {@code i} in its escaped form and returns the index of the last unit that it took. */
    private int escape(String text, int i, char c) {
        if (Character.isSurrogate(c)) {
            return surrogate(text, i, c);
        }
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
        return i;
    }

    private int surrogate(String text, int i, char c) {
        if (isPair(text, i)) {
            out.append(c).append(text.charAt(i + 1));
            return i + 1;
        }
        out.append('\uFFFD');
        return i;
    }
}
