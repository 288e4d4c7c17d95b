package dev.berth.it.bench;

import java.util.List;

/** What WebSockets cost that follow sessions in which nothing happens. */
final class IdleSockets implements Workload {

    private static final int SOCKETS = 2_000;
    private static final int SESSIONS = 100;

    @Override
    public Figures run(RunningServer server, double seconds) {
        List<String> ids = new Sessions(server).create(SESSIONS, Sessions.newUser());
        Memory before = Memory.of(server);
        long begin = System.nanoTime();
        try (Sockets open = new Sockets(server, ids, SOCKETS, frame -> { })) {
            double took = (System.nanoTime() - begin) / 1e9;
            Figures figures = new Figures().put(Figure.PER_SECOND, SOCKETS / took);
            Memory.of(server).since(before).putInto(figures, SOCKETS);
            return figures.put(Figure.ERRORS, open.gone());
        }
    }
}
