package dev.berth.it.trials;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.NoAnswer;
import dev.berth.it.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Writers and readers of a few sessions of one server, over HTTP, WebSocket and Server-Sent Events. A writer whom nobody answers
 * sends the same key again until somebody does, also after a restart. Each session has a reader over a socket and one over a
 * stream. What all of them were told is judged in the end.
 */
public final class WireLoad implements AutoCloseable {

    private static final int PROMPTED_EVERY = 25;
    private static final long PAUSE_MILLIS = 250;
    private static final int STATUS_FAULT = 500;
    private static final int STATUS_QUEUE_FULL = 429;

    private final List<WireSession> sessions = new ArrayList<>();
    private final List<WireReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Integer> refusals = new ConcurrentSkipListMap<>();
    private final long pause;
    private volatile boolean over;

    /** @param pause how long a writer waits between two writes, in milliseconds */
    public WireLoad(Berth berth, int sessionCount, long pause) {
        this.pause = pause;
        for (int i = 0; i < sessionCount; i++) {
            WireSession session = new WireSession(berth.newSession());
            sessions.add(session);
            readers.add(new WireReader(session, WireReader.Way.SOCKET, "socket"));
            readers.add(new WireReader(session, WireReader.Way.EVENTS, "events"));
        }
    }

    public List<WireSession> sessions() {
        return List.copyOf(sessions);
    }

    public List<WireReader> readers() {
        return List.copyOf(readers);
    }

    /** Has all readers come, and so many writers begin. */
    public WireLoad start(Berth berth, int writers) {
        readers.forEach(reader -> reader.come(berth));
        for (int i = 0; i < writers; i++) {
            int number = i;
            Thread thread = new Thread(() -> write(berth, number), "writer-" + i);
            threads.add(thread);
            thread.start();
        }
        return this;
    }

    /** Waits until so many more writes were acknowledged. */
    public void awaitAcknowledged(int more) {
        int wanted = acknowledgements() + more;
        Await.until(more + " more acknowledgements; refused were " + refusals + ", faults were " + faults,
                () -> acknowledgements() >= wanted);
    }

    /** Waits until the server has ended all connections. @return how */
    public List<String> awaitEnd() {
        return readers.stream().map(WireReader::awaitEnd).toList();
    }

    /** Has the readers come back whose connection has ended. @return how it had */
    public List<String> comeBack(Berth berth) {
        return comeBack(berth, readers);
    }

    static List<String> comeBack(Berth berth, List<WireReader> readers) {
        List<WireReader> cutOff = readers.stream().filter(reader -> reader.frames().hasEnded()).toList();
        List<String> how = cutOff.stream().map(reader -> reader.way() + " " + reader.awaitEnd()).toList();
        cutOff.forEach(reader -> reader.come(berth));
        return how;
    }

    public int acknowledgements() {
        return sessions.stream().mapToInt(session -> session.history().acknowledgements()).sum();
    }

    public long sightings() {
        return sessions.stream().mapToLong(session -> session.history().sightings()).sum();
    }

    /** How often each status came that was no acknowledgement. */
    public Map<Integer, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    /** Ends the writers, has the readers see all there is, and judges; nothing may run beside it, and it comes once. */
    public List<String> violations(Berth berth) {
        halt();
        List<String> found = new ArrayList<>(faults);
        for (WireSession session : sessions) {
            session.history().unanswered().forEach(key -> sendAgain(berth, session, key, found));
        }
        comeBack(berth);
        for (WireSession session : sessions) {
            long head = session.awaitRest(berth);
            readers.stream().filter(reader -> reader.isOf(session)).forEach(reader -> reader.awaitSeen(head));
        }
        readers.forEach(WireReader::cut);
        sessions.forEach(session -> found.addAll(session.violations(berth)));
        return found;
    }

    /** Ends the writers; what they were not answered stays open. */
    public void halt() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public void close() {
        halt();
        readers.forEach(WireReader::close);
    }

    /** A prompt that was refused for good, because too many wait, is not what was acknowledged; all else must go well now. */
    private void sendAgain(Berth berth, WireSession session, String key, List<String> found) {
        Reply reply = send(berth, session, key);
        if (!WireSession.isAcknowledged(reply) && !isFull(key, reply)) {
            found.add(key + " is refused for good with " + reply.status());
        }
    }

    private void write(Berth berth, int number) {
        WireSession session = sessions.get(number % sessions.size());
        boolean prompts = number < sessions.size();
        try {
            for (int i = 1; !over; i++) {
                boolean prompt = prompts && i % PROMPTED_EVERY == 0;
                write(berth, session, (prompt ? "p" : "w") + number + '.' + i);
                Thread.sleep(pause);
            }
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            faults.add("writer " + number + ": " + e);
        }
    }

    private void write(Berth berth, WireSession session, String key) throws InterruptedException {
        while (!over) {
            try {
                Reply reply = send(berth, session, key);
                if (WireSession.isAcknowledged(reply)) {
                    return;
                }
                refused(key, reply);
                if (isFull(key, reply)) {
                    return;
                }
            } catch (NoAnswer e) {
                // It is sent again: the same key is stored once.
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** A server that is about to start a Berth answers with 404 or 500 itself; a 500 of Berth's own has a body that says so. */
    private void refused(String key, Reply reply) {
        refusals.merge(reply.status(), 1, Integer::sum);
        if (reply.status() == STATUS_FAULT && reply.header("Content-Type").startsWith("application/problem+json")) {
            faults.add(key + " was answered with 500: " + reply.body());
        }
    }

    private static Reply send(Berth berth, WireSession session, String key) {
        return isPrompt(key) ? session.prompt(berth, key) : session.store(berth, key);
    }

    private static boolean isFull(String key, Reply reply) {
        return isPrompt(key) && reply.status() == STATUS_QUEUE_FULL;
    }

    private static boolean isPrompt(String key) {
        return key.startsWith("p");
    }
}
