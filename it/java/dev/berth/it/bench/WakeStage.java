package dev.berth.it.bench;

import dev.berth.it.bench.client.ClosedLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What it costs to wake a session that sleeps on disk, to keep it open, and to have it asleep again. A client reads the newest
 * page of one session after the other, each for the first time since the server's start: right after it, and when it
 * has been running for a while. Then the same pages once more, of sessions that are open by now: what that takes is not the waking.
 */
final class WakeStage implements Stage {

    private static final int COLD = 300;
    private static final int WARMING = 1_700;
    private static final int WARMING_CLIENTS = 16;
    private static final int MEASURED = 1_000;
    private static final int ASLEEP_SOON_MILLIS = 1_000;
    private static final int DESCRIPTORS_LEFT = 20;
    private static final Duration ASLEEP_MAX = Duration.ofSeconds(40);
    private static final Map<String, String> STAY_OPEN = Map.of("berth.sessions.open-max", "100000", "berth.sessions.idle", "1h");
    private static final Map<String, String> FALL_ASLEEP = Map.of("berth.sessions.open-max", "100000", "berth.sessions.idle",
            ASLEEP_SOON_MILLIS + "ms");

    @Override
    public List<String> workloads() {
        return List.of("wake-cold", "wake", "awake", "asleep");
    }

    @Override
    public void run(Round round) {
        List<String> ids;
        try (RunningServer server = round.start()) {
            Sessions sessions = new Sessions(server);
            ids = sessions.create(COLD + WARMING + MEASURED, Sessions.newUser());
            sessions.fill(ids, ids.size());
        }
        try (RunningServer server = round.start(STAY_OPEN)) {
            round.out().accept("wake-cold", read(server, ids.subList(0, COLD), 1));
            read(server, warming(ids), WARMING_CLIENTS);
            Memory before = Memory.of(server);
            Figures figures = read(server, measured(ids), 1);
            Memory.of(server).since(before).putInto(figures, MEASURED);
            round.out().accept("wake", figures);
            round.out().accept("awake", read(server, measured(ids), 1));
        }
        try (RunningServer server = round.start(FALL_ASLEEP)) {
            round.out().accept("asleep", asleep(server, ids));
        }
    }

    private static Figures asleep(RunningServer server, List<String> ids) {
        int nobody = server.use().descriptors();
        read(server, warming(ids), WARMING_CLIENTS);
        awaitAsleep(server, nobody);
        Memory before = Memory.of(server);
        read(server, measured(ids), 1);
        boolean all = awaitAsleep(server, nobody);
        Figures figures = new Figures().lastError(all ? null : "not all fell asleep in time");
        Memory.of(server).since(before).putInto(figures, MEASURED);
        return figures;
    }

    private static Figures read(RunningServer server, List<String> ids, int clients) {
        try (ClosedLoop loop = new ClosedLoop(server.loop(), server.port(), clients)) {
            Usage before = Usage.now(server.use());
            ClosedLoop.Outcome outcome = loop.runTimes(ids.size(),
                    (client, number) -> server.requests().get("/chat/" + ids.get(number) + "/messages?limit=25"));
            return Figures.of(outcome, Usage.now(server.use()).since(before));
        }
    }

    /** A session that is open holds descriptors; when these are gone, all sleep. */
    private static boolean awaitAsleep(RunningServer server, int nobody) {
        long end = System.nanoTime() + ASLEEP_MAX.toNanos();
        while (server.use().descriptors() > nobody + DESCRIPTORS_LEFT) {
            if (System.nanoTime() > end) {
                return false;
            }
            server.loop().runFor(Duration.ofMillis(ASLEEP_SOON_MILLIS));
        }
        return true;
    }

    private static List<String> warming(List<String> ids) {
        return ids.subList(COLD, COLD + WARMING);
    }

    private static List<String> measured(List<String> ids) {
        return ids.subList(COLD + WARMING, ids.size());
    }
}
