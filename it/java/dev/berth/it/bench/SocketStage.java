package dev.berth.it.bench;

import java.util.List;

/**
 * What WebSockets cost that follow sessions in which nothing happens. The server has seen only a few before: one that has held
 * many already has room for them, and its memory would not grow.
 */
final class SocketStage implements Stage {

    private static final int FIRST = 100;
    private static final int MEASURED = 2_000;
    private static final int SESSIONS = 100;

    @Override
    public List<String> workloads() {
        return List.of("sockets");
    }

    @Override
    public void run(Round round) {
        try (RunningServer server = round.start()) {
            List<String> ids = new Sessions(server).create(SESSIONS, Sessions.newUser());
            measure(server, ids, FIRST);
            round.out().accept("sockets", measure(server, ids, MEASURED));
        }
    }

    private static Figures measure(RunningServer server, List<String> ids, int count) {
        Memory before = Memory.of(server);
        Usage usedBefore = Usage.now(server.use());
        long begin = System.nanoTime();
        try (Sockets open = new Sockets(server, ids, count, frame -> { })) {
            double took = (System.nanoTime() - begin) / 1e9;
            Usage used = Usage.now(server.use()).since(usedBefore);
            Figures figures = new Figures().put(Figure.PER_SECOND, count / took).costs(used, count).put(Figure.ERRORS, open.gone());
            Memory.of(server).since(before).putInto(figures, count);
            return figures;
        }
    }
}
