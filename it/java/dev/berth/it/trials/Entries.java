package dev.berth.it.trials;

import dev.berth.it.trials.History.Entry;
import dev.berth.live.Frame;
import dev.berth.session.Event;
import dev.berth.session.Message;
import dev.berth.session.Refusal;
import dev.berth.session.SessionLog;
import dev.berth.session.SessionStore;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of a message, a frame and a stored row what a history wants to know: the nonce covers the message's id and its text. */
final class Entries {

    private static final int PAGE = 1_000;

    private Entries() {
    }

    static Entry of(Message message) {
        return entry(message.seq(), message.id(), message.content(), message.clientMessageId());
    }

    static Entry of(Frame frame) {
        if (!frame.type().equals(Event.MESSAGE)) {
            return new Entry(frame.seq(), frame.type(), null);
        }
        try (JsonReader reader = Json.createReader(new StringReader(frame.json()))) {
            JsonObject message = reader.readObject().getJsonObject("message");
            return entry(frame.seq(), message.getString("id"), message.getString("content"), message.getString("clientMessageId", null));
        }
    }

    /** Reads the whole log of a session into its history. @throws Refusal when there is no such session */
    static void dump(SessionStore store, String id, History history) {
        try (SessionLog log = store.open(id)) {
            log.begin();
            stored(log).forEach(entry -> history.stored(entry.seq(), entry.nonce(), entry.key()));
            log.commit();
        }
    }

    /** All that an open log holds; each event beside the row it brought. */
    static List<Entry> stored(SessionLog log) {
        Map<Long, Message> messages = messages(log);
        List<Entry> entries = new ArrayList<>();
        long after = 0;
        for (List<Event> page = log.events().after(after, PAGE); !page.isEmpty(); page = log.events().after(after, PAGE)) {
            page.forEach(event -> entries.add(of(event, messages.remove(event.seq()))));
            after = page.get(page.size() - 1).seq();
        }
        // A row without its event belongs to no place in the log: it shows as one more entry, which no invariant forgives.
        messages.values().forEach(message -> entries.add(of(message)));
        return entries;
    }

    private static Entry of(Event event, Message row) {
        String missing = event.type().equals(Event.MESSAGE) ? "an event without its row" : event.type();
        return row == null ? new Entry(event.seq(), missing, null) : of(row);
    }

    private static Map<Long, Message> messages(SessionLog log) {
        Map<Long, Message> found = new HashMap<>();
        long after = 0;
        for (List<Message> page = log.messages().after(after, PAGE); !page.isEmpty(); page = log.messages().after(after, PAGE)) {
            page.forEach(message -> found.put(message.seq(), message));
            after = page.get(page.size() - 1).seq();
        }
        return found;
    }

    private static Entry entry(long seq, String id, String content, String key) {
        return new Entry(seq, id + '/' + Integer.toHexString(content.hashCode()), key);
    }
}
