package dev.berth.session;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Numbers the events of one open session and remembers those of the running command, so that they are told to the
 * followers after the commit and not before (P1, P2).
 */
public final class Events {

    private final EventTable table;
    private final Clock clock;
    private long last;
    private long lastAt;
    private List<Event> appended = new ArrayList<>();

    public Events(EventTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
        readLast();
    }

    /** The number of the latest event, stored or about to be. */
    public long last() {
        return last;
    }

    /** When the latest event was appended, in seconds since the epoch. */
    public long lastAt() {
        return lastAt;
    }

    /** The number that the next event will get, for values that carry their own. */
    public long next() {
        return last + 1;
    }

    public long now() {
        return clock.instant().getEpochSecond();
    }

    public Event append(String type, String turnId, Consumer<JsonWriter> members) {
        Event event = Event.of(next(), type, turnId, now(), members);
        table.insert(event);
        last = event.seq();
        lastAt = event.createdAt();
        appended.add(event);
        return event;
    }

    /** Hands over what has been appended since the last call, in order. */
    public List<Event> takeAppended() {
        if (appended.isEmpty()) {
            return List.of();
        }
        List<Event> taken = appended;
        appended = new ArrayList<>();
        return taken;
    }

    /** Forgets what an undone command appended; its rows are undone by the log. */
    public void forgetAppended() {
        appended.clear();
        readLast();
    }

    public EventTable table() {
        return table;
    }

    private void readLast() {
        Optional<Event> latest = table.last();
        last = latest.map(Event::seq).orElse(0L);
        lastAt = latest.map(Event::createdAt).orElse(0L);
    }
}
