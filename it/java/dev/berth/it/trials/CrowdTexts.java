package dev.berth.it.trials;

import dev.berth.it.Frame;
import dev.berth.it.Json;
import dev.berth.it.trials.History.Entry;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What frames say. One that reaches thousands is read once. */
final class CrowdTexts {

    private static final int KEPT_MAX = 2_000;

    private final Map<String, Text> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Text> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /**
     * One frame.
     *
     * @param entry the entry of the log that it tells of; null when it tells of none
     * @param present how many it says are here; -1 when it does not say
     */
    record Text(String type, Entry entry, int present) {
    }

    Text read(ByteBuffer bytes) {
        return latest.computeIfAbsent(StandardCharsets.UTF_8.decode(bytes).toString(), CrowdTexts::parse);
    }

    /** The entry that a message makes, as a writer is told of it and as followers see it: the nonce covers its id and its text. */
    static Entry ofMessage(JsonObject message) {
        String nonce = message.getString("id") + '/' + Integer.toHexString(message.getString("content").hashCode());
        return new Entry(message.getJsonNumber("seq").longValue(), nonce, message.getString("clientMessageId", null));
    }

    private static Text parse(String json) {
        Frame frame = new Frame(null, null, (JsonObject) Json.parse(json));
        int present = frame.data().getInt("present", -1);
        if (!frame.isDurable()) {
            return new Text(frame.type(), null, present);
        }
        boolean message = frame.is("message");
        return new Text(frame.type(), message ? ofMessage(frame.data().getJsonObject("message")) : new Entry(frame.seq(), frame.type(), null), present);
    }
}
