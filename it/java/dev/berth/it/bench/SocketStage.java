package dev.berth.it.bench;

import java.util.List;

/**
 * What WebSockets cost that follow sessions in which nothing happens: what 2,000 add to 1,000 that are open already and stay so. A
 * server that has held more before has room left for them, and one that has held none still loads code.
 */
final class SocketStage implements Stage {

    private static final int BEFORE = 1_000;
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
            try (Sockets before = open(server, ids, BEFORE)) {
                round.out().accept("sockets", measure(server, ids).put(Figure.ERRORS, before.gone()));
            }
        }
    }

    private static Figures measure(RunningServer server, List<String> ids) {
        Memory memoryBefore = Memory.of(server);
        Usage usedBefore = Usage.now(server.use());
        long begin = System.nanoTime();
        try (Sockets open = open(server, ids, MEASURED)) {
            double took = (System.nanoTime() - begin) / 1e9;
            Usage used = Usage.now(server.use()).since(usedBefore);
            Figures figures = new Figures().put(Figure.PER_SECOND, MEASURED / took).costs(used, MEASURED)
                    .lastError(open.gone() > 0 ? open.gone() + " WebSockets were ended" : null);
            Memory.of(server).since(memoryBefore).putInto(figures, MEASURED);
            return figures;
        }
    }

    private static Sockets open(RunningServer server, List<String> ids, int count) {
        return new Sockets(server, ids, count, frame -> { });
    }
}
