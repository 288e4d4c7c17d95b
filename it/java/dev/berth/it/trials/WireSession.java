package dev.berth.it.trials;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.Frame;
import dev.berth.it.Json;
import dev.berth.it.Reply;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One session of a running server, with the history of all that is written to it and seen of it over the wire. */
public final class WireSession {

    private static final int PAGE = 200;
    private static final int STATUS_OK = 200;
    private static final int STATUS_ACCEPTED = 202;

    private final String id;
    private final History history = History.superseding();

    public WireSession(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    public History history() {
        return history;
    }

    /**
     * Stores a message under a key, which may have been sent before.
     *
     * @return the answer; from 200 to 202 it is acknowledged
     * @throws dev.berth.it.NoAnswer when nobody knows whether it is stored
     */
    public Reply store(Berth berth, String key) {
        history.sent(key);
        Reply reply = berth.post("/sessions/" + id + "/messages",
                Json.object("role", "user", "content", content(key), "clientMessageId", key));
        if (isAcknowledged(reply)) {
            JsonObject message = reply.object();
            history.acknowledged(key, message.getJsonNumber("seq").longValue(), nonce(message));
        }
        return reply;
    }

    /** Starts or queues a turn in the same way. */
    public Reply prompt(Berth berth, String key) {
        history.sent(key);
        Reply reply = berth.post("/chat/" + id + "?wait=false", Json.object("content", content(key), "clientMessageId", key));
        if (isAcknowledged(reply)) {
            JsonObject told = reply.object();
            history.acknowledged(key, told.getJsonNumber("seq").longValue(), nonce(told.getString("messageId"), content(key)));
        }
        return reply;
    }

    /** Waits until no turn runs or waits, and so nothing more is said. @return the number of the last event */
    public long awaitRest(Berth berth) {
        Await.until("the end of all turns in " + id, () -> berth.turns(id).getValuesAs(JsonObject.class).stream()
                .noneMatch(turn -> Set.of("running", "queued").contains(turn.getString("state"))));
        return berth.session(id).getJsonNumber("seq").longValue();
    }

    /** Reads the whole log as a new follower gets it, and the messages with it; call it at rest. */
    public List<History.Entry> dump(Berth berth) {
        Map<Long, JsonObject> rows = rows(berth);
        List<History.Entry> entries = new ArrayList<>();
        everything(berth).forEach(frame -> entries.add(entry(frame, rows.remove(frame.seq()))));
        // A row without its event belongs to no place in the log: it shows as one more entry, which no invariant forgives.
        rows.forEach((seq, row) -> entries.add(new History.Entry(seq, nonce(row), key(row))));
        return entries;
    }

    /** What is wrong with the history now that all is over; call it once, at rest. */
    public List<String> violations(Berth berth) {
        dump(berth).forEach(entry -> history.stored(entry.seq(), entry.nonce(), entry.key()));
        return history.violations().stream().map(sentence -> id + ": " + sentence).toList();
    }

    /** What a history wants to know of an event that was seen; the nonce covers all it says. */
    static History.Entry entry(Frame frame) {
        JsonObject message = frame.data().getJsonObject("message");
        return message == null ? new History.Entry(frame.seq(), frame.type() + '/' + hash(frame.data().toString()), null)
                : new History.Entry(frame.seq(), nonce(message), key(message));
    }

    /** An event as it is kept: a message by its row, which has to be there. */
    private static History.Entry entry(Frame frame, JsonObject row) {
        if (!frame.is("message")) {
            return entry(frame);
        }
        return row == null ? new History.Entry(frame.seq(), "an event without its row", null)
                : new History.Entry(frame.seq(), nonce(row), key(row));
    }

    private List<Frame> everything(Berth berth) {
        long head = berth.session(id).getJsonNumber("seq").longValue();
        try (FollowEvents all = berth.events("/sessions/" + id + "/events?after=0").expect(STATUS_OK)) {
            all.frames().await("event " + head, frame -> frame.seq() >= head);
            return all.frames().durable();
        }
    }

    private Map<Long, JsonObject> rows(Berth berth) {
        Map<Long, JsonObject> rows = new LinkedHashMap<>();
        long after = 0;
        while (true) {
            JsonArray page = berth.get("/chat/" + id + "/messages?limit=" + PAGE + "&after=" + after).expect(STATUS_OK).array();
            for (JsonObject row : page.getValuesAs(JsonObject.class)) {
                after = row.getJsonNumber("seq").longValue();
                rows.put(after, row);
            }
            if (page.size() < PAGE) {
                return rows;
            }
        }
    }

    static boolean isAcknowledged(Reply reply) {
        return reply.status() >= STATUS_OK && reply.status() <= STATUS_ACCEPTED;
    }

    /** The same for the same key; a few words, so that the echo of it takes a while, and some spice. */
    private static String content(String key) {
        return (key + " \u00e4 \ud83d\ude00 ").repeat(1 + Math.floorMod(key.hashCode(), 6)).trim();
    }

    private static String key(JsonObject message) {
        return message.getString("clientMessageId", null);
    }

    /** An answer grows after its event was told; what a writer sent does not. */
    private static String nonce(JsonObject message) {
        return nonce(message.getString("id"), key(message) == null ? "" : message.getString("content"));
    }

    private static String nonce(String messageId, String content) {
        return messageId + '/' + hash(content);
    }

    private static String hash(String text) {
        return Integer.toHexString(text.hashCode());
    }
}
