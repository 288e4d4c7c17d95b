package dev.berth.it.trials;

import dev.berth.it.bench.client.EventsWire;
import dev.berth.it.bench.client.ListenerWire;
import dev.berth.it.bench.client.SocketWire;
import dev.berth.it.bench.client.WireLoop;
import dev.berth.it.trials.CrowdTexts.Text;
import dev.berth.it.trials.History.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Many followers on one thread, half of them over WebSocket and half over Server-Sent Events. What each is told goes into the
 * history of its session. For the thread that runs it.
 */
final class Crowd implements AutoCloseable {

    /** Far more than anything takes, so that a busy machine fails no trial. */
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int COMING_AT_ONCE = 50;

    private final WireLoop loop = new WireLoop();
    private final int port;
    private final CrowdTexts texts = new CrowdTexts();
    private final Map<String, History> histories = new LinkedHashMap<>();
    private final List<Member> members = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Crowd(int port) {
        this.port = port;
    }

    WireLoop loop() {
        return loop;
    }

    int port() {
        return port;
    }

    History history(String id) {
        return histories.computeIfAbsent(id, unused -> History.complete());
    }

    /** Lets followers in from the beginning of their sessions, a few at a time. @return those who came, all of whom are in */
    List<Member> join(String kind, List<String> ids, int count) {
        return join(kind, ids, count, 0);
    }

    /** @param receiveBytes what may be under way to each while it does not read; 0 for what the system gives */
    List<Member> join(String kind, List<String> ids, int count, int receiveBytes) {
        List<Member> came = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = ids.get(i % ids.size());
            Member member = new Member(id, kind + " " + i);
            history(id).connected(member.name, member.name, 0);
            came.add(member.open((i / ids.size() + i % ids.size()) % 2 == 0, receiveBytes, entry -> history(id)
                    .seen(member.name, entry.seq(), entry.nonce(), entry.key())));
            if (came.size() % COMING_AT_ONCE == 0 || i == count - 1) {
                List<Member> latest = came.subList((came.size() - 1) / COMING_AT_ONCE * COMING_AT_ONCE, came.size());
                await("those who came last are in", () -> latest.stream().allMatch(one -> one.wire.isJoined() || one.wire.isGone()));
            }
        }
        members.addAll(came);
        requireThere(came);
        return came;
    }

    /** Waits until all of them have been told everything up to a number. */
    void awaitTold(List<Member> some, long seq) {
        await("all are told of " + seq, () -> some.stream().allMatch(member -> member.reached >= seq || member.wire.isGone()));
        requireThere(some);
    }

    /** Serves the connections until something is true; that it takes too long is the only thing that a clock decides. */
    void await(String what, BooleanSupplier condition) {
        if (!loop.runUntil(condition, PATIENCE)) {
            throw new AssertionError("In vain waited until " + what + "; reached is " + members.stream().mapToLong(one -> one.reached).min()
                    .orElse(0) + " to " + members.stream().mapToLong(one -> one.reached).max().orElse(0));
        }
    }

    /** Reads the whole log of each session, as somebody does who comes when all is over, and judges all that was seen. */
    List<String> violations(Map<String, Long> heads) {
        heads.forEach(this::readLog);
        List<String> found = new ArrayList<>(faults);
        heads.keySet().forEach(id -> history(id).violations().forEach(sentence -> found.add(id + ": " + sentence)));
        return found;
    }

    long sightings() {
        return histories.values().stream().mapToLong(History::sightings).sum();
    }

    private void readLog(String id, long head) {
        Member reader = new Member(id, "the log").open(true, 0, entry -> history(id).stored(entry.seq(), entry.nonce(), entry.key()));
        await("the log of " + id + " is read", () -> reader.reached >= head || reader.wire.isGone());
        reader.wire.close();
    }

    private static void requireThere(List<Member> some) {
        List<String> gone = some.stream().filter(member -> member.wire.isGone()).map(member -> member.name + " " + member.end()).toList();
        if (!gone.isEmpty()) {
            throw new AssertionError(gone.size() + " of " + some.size() + " were refused or ended: " + gone.subList(0, Math.min(5, gone.size())));
        }
    }

    @Override
    public void close() {
        members.forEach(member -> member.wire.close());
        loop.close();
    }

    /** One follower. */
    final class Member {

        private final String id;
        private final String name;
        private ListenerWire wire;
        private long reached;
        private int present;

        private Member(String id, String name) {
            this.id = id;
            this.name = name;
        }

        String id() {
            return id;
        }

        ListenerWire wire() {
            return wire;
        }

        /** The number of the last event that it was told. */
        long reached() {
            return reached;
        }

        /** How many it was told are here, itself among them; 0 when it was not. */
        int present() {
            return present;
        }

        /** How the server has ended it. */
        String end() {
            if (!(wire instanceof SocketWire socket)) {
                return "stream ended";
            }
            return socket.closeCode() == 0 ? "socket cut" : "socket closed with " + socket.closeCode();
        }

        private Member open(boolean socket, int receiveBytes, Consumer<Entry> onEntry) {
            Consumer<ByteBuffer> onText = bytes -> take(texts.read(bytes), onEntry);
            String path = "/api/sessions/" + id + (socket ? "/websocket" : "/events") + "?after=0";
            try {
                wire = socket ? SocketWire.open(loop, port, path, receiveBytes, onText) : EventsWire.open(loop, port, path, receiveBytes, onText);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void take(Text text, Consumer<Entry> onEntry) {
            present = text.present() < 0 ? present : text.present();
            if (text.entry() != null) {
                reached = text.entry().seq();
                onEntry.accept(text.entry());
            } else if (text.type().equals("resync")) {
                faults.add(name + " of " + id + " was told to begin anew");
            }
        }
    }
}
