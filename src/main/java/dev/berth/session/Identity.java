package dev.berth.session;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who a session is: its owner, repository, title, mode and status, kept as {@code berth.*} entries of its own metadata, so
 * that the file alone tells everything (P5).
 */
public final class Identity {

    /** Metadata keys with this prefix are Berth's own; nobody else writes them. */
    public static final String RESERVED = "berth.";

    /** Under which id it is known; tells a file that lies in another session's place. */
    public static final String ID = "berth.id";
    private static final String USER = "berth.userId";
    private static final String OWNER = "berth.repoOwner";
    private static final String NAME = "berth.repoName";
    private static final String TITLE = "berth.title";
    private static final String MODE = "berth.mode";
    private static final String STATUS = "berth.status";
    private static final String CREATED = "berth.createdAt";
    private static final String ARCHIVED = "berth.archivedAt";
    private static final String EPOCH = "berth.epoch";
    private static final String KEY = "berth.idempotencyKey";

    private static final Set<String> OWN = Set.of(ID, USER, OWNER, NAME, TITLE, MODE, STATUS, CREATED, ARCHIVED, EPOCH, KEY);
    private static final Set<String> NEEDED = new TreeSet<>(Set.of(ID, USER, OWNER, NAME, MODE, STATUS, CREATED, EPOCH));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int EPOCH_BOUND = 36 * 36 * 36 * 36 * 36;

    private final MetaTable meta;
    private final Events events;
    private final String epoch;
    private Session session;

    public Identity(MetaTable meta, Events events) {
        this.meta = meta;
        this.events = events;
        Facts facts = new Facts(meta.all());
        this.epoch = facts.need(EPOCH);
        this.session = facts.session(events);
    }

    /** The metadata of a session that begins now, with an epoch of its own. */
    public static Map<String, MetaValue> metaOf(Session session, String idempotencyKey) {
        Map<String, MetaValue> entries = new HashMap<>(changing(session));
        entries.put(ID, MetaValue.text(session.id()));
        entries.put(USER, MetaValue.text(session.userId()));
        entries.put(OWNER, MetaValue.text(session.repoOwner()));
        entries.put(NAME, MetaValue.text(session.repoName()));
        entries.put(CREATED, MetaValue.json(Long.toString(session.createdAt())));
        entries.put(EPOCH, MetaValue.text(newEpoch()));
        entries.put(KEY, textOrNone(idempotencyKey));
        entries.values().removeIf(Objects::isNull);
        return entries;
    }

    /** What makes a copy of a session another history than the one it was copied from: the entries that replace its own. */
    public static Map<String, MetaValue> metaOfCopy() {
        return Map.of(EPOCH, MetaValue.text(newEpoch()));
    }

    /** The event that every session begins with. */
    public static Event birth(Session session) {
        return Event.of(1, Event.SESSION, null, session.createdAt(), out -> out.member("session", session));
    }

    /** The entries without which nobody knows who a session is. @param there the keys it has */
    public static List<String> missing(Set<String> there) {
        return NEEDED.stream().filter(key -> !there.contains(key)).toList();
    }

    static boolean owns(String key) {
        return OWN.contains(key);
    }

    /** Stops at a file that lies in another session's place: what it holds may not be for those who may see that one. */
    public void requireIs(String id) {
        if (!session.id().equals(id)) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file is the one of session " + session.id(), null);
        }
    }

    /** Tells this file's history from that of any restored, imported or forked copy. */
    public String epoch() {
        return epoch;
    }

    /** The session's own facts; its activity, tasks and numbers are added by who knows them. */
    public Session session() {
        return session;
    }

    public Optional<String> idempotencyKey() {
        return meta.find(KEY).map(MetaValue::text);
    }

    /** Changes what is asked for, and appends one event when anything did change. @param present the session as it is now */
    public void change(SessionChange change, Session present) {
        Session changed = change.applyTo(session, events.now());
        if (changed.equals(session)) {
            return;
        }
        changing(changed).forEach(this::store);
        session = changed;
        events.append(Event.SESSION, null,
                out -> out.member("session", changed.at(events.next(), events.now(), present.activity(), present.tasks())));
    }

    /** Refuses to go on when the session is archived. */
    public void requireActive() {
        if (session.isArchived()) {
            throw Refusal.conflict("This session is archived; set its status to active first.");
        }
    }

    /** Reads the facts again, after a command that changed them was undone. */
    public void reload() {
        session = new Facts(meta.all()).session(events);
    }

    private static Map<String, MetaValue> changing(Session session) {
        Map<String, MetaValue> entries = new HashMap<>();
        entries.put(TITLE, textOrNone(session.title()));
        entries.put(MODE, MetaValue.text(session.mode().wireName()));
        entries.put(STATUS, MetaValue.text(session.status().wireName()));
        entries.put(ARCHIVED, session.archivedAt() == null ? null : MetaValue.json(session.archivedAt().toString()));
        return entries;
    }

    private static MetaValue textOrNone(String text) {
        return text == null ? null : MetaValue.text(text);
    }

    private void store(String key, MetaValue value) {
        if (value == null) {
            meta.delete(key);
        } else {
            meta.put(key, value);
        }
    }

    private static String newEpoch() {
        String digits = Integer.toString(RANDOM.nextInt(EPOCH_BOUND), 36);
        return "0".repeat(5 - digits.length()) + digits;
    }

    /** What the file says of the session, read at once. */
    private record Facts(Map<String, MetaValue> entries) {

        Session session(Events events) {
            return new Session(need(ID), need(USER), need(OWNER), need(NAME), text(TITLE),
                    WireName.stored(SessionStatus.class, need(STATUS)), Activity.IDLE, WireName.stored(Mode.class, need(MODE)),
                    events.lastAt(), Long.parseLong(need(CREATED)), text(ARCHIVED) == null ? null : Long.valueOf(text(ARCHIVED)),
                    events.last(), TaskCount.NONE);
        }

        String need(String key) {
            if (text(key) == null) {
                throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the session's own entry " + key + " is missing", null);
            }
            return text(key);
        }

        private String text(String key) {
            MetaValue value = entries.get(key);
            return value == null ? null : value.text();
        }
    }
}
