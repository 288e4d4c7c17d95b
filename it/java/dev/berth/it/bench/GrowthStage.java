package dev.berth.it.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How Berth's cost grows with what it keeps: a page of a long session against one of a short one, a page of a long list against
 * one of a short one, and a start with many sessions on disk against one with none. What is long is written straight into the
 * files, between two starts.
 */
final class GrowthStage implements Stage {

    private static final int FEW_MESSAGES = 1_000;
    private static final int FEW_SESSIONS = 100;
    private static final Duration SETTLED_MAX = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final double QUIET_MILLIS = 50;

    @Override
    public List<String> workloads() {
        return List.of("ready-empty", "ready-many", "page-few", "page-many", "list-few", "list-many");
    }

    @Override
    public boolean includesPeer() {
        return false;
    }

    @Override
    public void run(Round round) {
        try (RunningServer server = round.start()) {
            round.out().accept("ready-empty", start(server));
        }
        Kept kept;
        try (RunningServer server = round.start()) {
            kept = Kept.make(new Sessions(server));
        }
        fill(round, kept);
        try (RunningServer server = round.start()) {
            round.out().accept("ready-many", start(server));
            Map<String, Workload> reads = reads(kept, round.options());
            reads.values().forEach(read -> read.run(server, round.options().seconds()));
            reads.forEach((name, read) -> round.out().accept(name, read.run(server, round.options().seconds())));
        }
    }

    private static void fill(Round round, Kept kept) {
        BulkMessages.add(round.data(), kept.longSession(), round.options().messages() - 1);
        BulkSessions.add(round.data(), kept.template(), round.options().sessions() - 1);
    }

    private static Map<String, Workload> reads(Kept kept, BenchOptions options) {
        Map<String, Workload> reads = new LinkedHashMap<>();
        reads.put("page-few", pages(kept.shortSession(), FEW_MESSAGES));
        reads.put("page-many", pages(kept.longSession(), options.messages()));
        reads.put("list-few", cards(kept.userOfFew()));
        reads.put("list-many", cards(kept.userOfMany()));
        return reads;
    }

    /** The newest page and one from the middle, in turn. */
    private static Workload pages(String id, int messages) {
        return LoopWorkloads.loop(16, server -> {
            byte[] newest = server.requests().get("/chat/" + id + "/messages?limit=25");
            byte[] middle = server.requests().get("/chat/" + id + "/messages?limit=25&before=" + messages / 2);
            return (client, number) -> number % 2 == 0 ? newest : middle;
        });
    }

    private static Workload cards(String user) {
        return LoopWorkloads.loop(8, server -> {
            byte[] page = server.requests().get("/sessions?userId=" + user + "&limit=50");
            return (client, number) -> page;
        });
    }

    private static Figures start(RunningServer server) {
        Figures figures = new Figures().put(Figure.SECONDS, server.ready().toMillis() / 1e3);
        awaitQuiet(server);
        return figures.put(Figure.MB, Memory.of(server).residentMb());
    }

    /** What a server does on its own after the start must be over before its memory is looked at. */
    private static void awaitQuiet(RunningServer server) {
        long end = System.nanoTime() + SETTLED_MAX.toNanos();
        double before;
        do {
            before = server.use().cpuMillis();
            server.loop().runFor(LOOK_EVERY);
        } while (server.use().cpuMillis() - before > QUIET_MILLIS && System.nanoTime() < end);
    }

    /** What was made by the server itself, and what its files are filled up from. */
    private record Kept(String shortSession, String longSession, String template, String userOfFew, String userOfMany) {

        static Kept make(Sessions sessions) {
            String few = Sessions.newUser();
            String many = Sessions.newUser();
            sessions.create(FEW_SESSIONS, few);
            String template = sessions.create(1, many).get(0);
            String shortSession = sessions.create();
            String longSession = sessions.create();
            sessions.fill(List.of(template), 1);
            sessions.fill(List.of(longSession), 1);
            sessions.fill(List.of(shortSession), FEW_MESSAGES);
            return new Kept(shortSession, longSession, template, few, many);
        }
    }
}
