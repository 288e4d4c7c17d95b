package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Berth;
import dev.berth.it.FollowSocket;
import dev.berth.it.Frame;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one life of a session must be: an epoch, and a list of events by their number. Both become known from what the server
 * acknowledges and what anyone is told, and once known may never be otherwise. A session that is made again under the id of a
 * deleted one is another life.
 */
final class ModelSession {

    private final String id;
    private final TreeMap<Long, JsonObject> events = new TreeMap<>();
    private final Set<Long> stored = new HashSet<>();
    private final List<JsonObject> acknowledged = new ArrayList<>();
    private final List<ModelFollower> followers = new ArrayList<>();
    private String epoch;
    private boolean archived;
    private boolean deleted;
    private Map<String, String> texts;

    ModelSession(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The epoch, or null while nobody has been told it. */
    String epoch() {
        return epoch;
    }

    boolean isArchived() {
        return archived;
    }

    void archive(boolean now) {
        archived = now;
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    List<ModelFollower> followers() {
        return followers;
    }

    /** The texts of its messages at the end; null when it was deleted. */
    Map<String, String> texts() {
        return texts;
    }

    long lastKnown() {
        return events.isEmpty() ? 0 : events.lastKey();
    }

    /** A message that the server has said is stored. */
    void acknowledged(JsonObject message) {
        learn(message.getJsonNumber("seq").longValue(), null);
        acknowledged.add(message);
    }

    void learnEpoch(String told) {
        assertTrue(epoch == null || epoch.equals(told), () -> "the epoch was " + epoch + ", now it is " + told);
        epoch = told;
    }

    /** Takes in what somebody was told; two may never be told different things under one number. */
    void learn(List<Frame> durable) {
        durable.forEach(frame -> learn(frame.seq(), frame.data()));
    }

    private void learn(long seq, JsonObject event) {
        JsonObject known = events.get(seq);
        if (known != null && event != null) {
            assertEquals(known, event, "event " + seq);
        }
        if (event != null || known == null) {
            events.put(seq, event);
        }
    }

    /** Reads the whole log once nothing runs any more, and the texts with it. */
    void close(Berth berth) {
        long head = berth.session(id).getJsonNumber("seq").longValue();
        try (FollowSocket all = berth.socket(id, "?after=0")) {
            learnEpoch(all.ready().getString("cursor").split("\\.")[0]);
            all.frames().await("event " + head, frame -> frame.seq() >= head);
            learn(all.frames().durable());
            all.frames().durable().forEach(frame -> stored.add(frame.seq()));
        }
        texts = berth.texts(id);
        for (JsonObject message : acknowledged) {
            assertEquals(message, events.get(message.getJsonNumber("seq").longValue()).getJsonObject("message"), "an acknowledged message");
        }
    }

    /** The numbers after one place and up to another that a follower has to be told; deltas that were pruned may be missing. */
    List<Long> owed(long after, long upTo) {
        return after >= upTo ? List.of() : events.subMap(after, false, upTo, true).entrySet().stream()
                .filter(event -> !isPruned(event.getKey(), event.getValue())).map(Map.Entry::getKey).toList();
    }

    /** What was told of a session that is still there, but is not in it, and was no delta that was pruned. */
    List<Long> unknown(List<Frame> told) {
        return texts == null ? List.of() : told.stream().filter(frame -> !stored.contains(frame.seq()) && !isPruned(frame.seq(), frame.data()))
                .map(Frame::seq).toList();
    }

    private boolean isPruned(long seq, JsonObject event) {
        return !stored.contains(seq) && event != null && Set.of("message-delta", "message-parts").contains(event.getString("type"));
    }
}
