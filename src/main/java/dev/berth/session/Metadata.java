package dev.berth.session;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The key-value table of a session, as clients use it. */
public final class Metadata {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    private final MetaTable table;
    private final Events events;
    private Map<String, String> memory;

    public Metadata(MetaTable table, Events events) {
        this.table = table;
        this.events = events;
    }

    /** Refuses a key that is malformed or Berth's own. */
    public static String requireWritable(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Refusal.invalid("key must be 1 to 128 letters, digits, '.', '_', ':' or '-', and start with a letter or digit.");
        }
        if (key.startsWith(Identity.RESERVED)) {
            throw Refusal.invalid("key must not start with berth.: those entries are read-only.");
        }
        return key;
    }

    public void put(String key, MetaValue value) {
        table.put(key, value);
        events.append(Event.META, null, out -> out.member("key", key).member("value", value));
    }

    /** Removes an entry; does nothing when there is none. */
    public void remove(String key) {
        if (table.find(key).isPresent()) {
            table.delete(key);
            events.append(Event.META, null, out -> out.member("key", key).member("value", (String) null));
        }
    }

    /** Keeps an entry of Berth's own; says nothing when it is what it was. @param name without the reserved prefix */
    public void remember(String name, MetaValue value) {
        String key = Identity.RESERVED + name;
        if (Identity.owns(key)) {
            throw new IllegalArgumentException(key + " says who the session is.");
        }
        if (!table.find(key).filter(value::equals).isPresent()) {
            table.put(key, value);
            memory = null;
            events.append(Event.META, null, out -> out.member("key", key).member("value", value));
        }
    }

    /** Berth's own entries as texts, by their names without the reserved prefix. */
    public Map<String, String> memory() {
        if (memory == null) {
            memory = new HashMap<>();
            table.all().forEach((key, value) -> {
                if (key.startsWith(Identity.RESERVED) && !Identity.owns(key) && !key.startsWith(Shares.PREFIX)) {
                    memory.put(key.substring(Identity.RESERVED.length()), value.text());
                }
            });
        }
        return Map.copyOf(memory);
    }

    /** Forgets what was read, after a command that may have changed it was undone. */
    public void reload() {
        memory = null;
    }

    /** All entries as one JSON object, but for who may look. */
    public String toJson() {
        JsonWriter out = new JsonWriter().beginObject();
        table.all().forEach((key, value) -> {
            if (!key.startsWith(Shares.PREFIX)) {
                out.member(key, value);
            }
        });
        return out.endObject().toString();
    }
}
