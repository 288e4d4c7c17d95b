package dev.berth.it.bench;

import dev.berth.it.bench.client.ClosedLoop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The workloads in which clients ask as fast as they are answered, by their names. */
final class LoopWorkloads {

    private static final int SPREAD = 200;
    private static final int LISTED = 200;
    private static final int TALKING = 32;
    private static final int HISTORY = 10_000;

    private LoopWorkloads() {
    }

    static Map<String, Workload> all() {
        Map<String, Workload> all = new LinkedHashMap<>();
        all.put("create", loop(8, LoopWorkloads::create));
        all.put("append1", loop(1, LoopWorkloads::append));
        all.put("append32", loop(32, LoopWorkloads::append));
        all.put("append128", loop(128, LoopWorkloads::append));
        all.put("spread200", loop(64, LoopWorkloads::spread));
        all.put("history", loop(16, LoopWorkloads::history));
        all.put("list", loop(8, LoopWorkloads::list));
        all.put("get", loop(16, LoopWorkloads::get));
        all.put("chat", loop(TALKING, LoopWorkloads::chat));
        return all;
    }

    /** @param preparation makes the sessions, and then the requests */
    static Workload loop(int clients, Function<RunningServer, ClosedLoop.Source> preparation) {
        return (server, seconds) -> measure(server, clients, seconds, preparation.apply(server));
    }

    private static Figures measure(RunningServer server, int clients, double seconds, ClosedLoop.Source source) {
        try (ClosedLoop loop = new ClosedLoop(server.loop(), server.port(), clients)) {
            Usage before = Usage.now(server.use());
            ClosedLoop.Outcome outcome = loop.runFor(seconds, source);
            return Figures.of(outcome, Usage.now(server.use()).since(before));
        }
    }

    private static ClosedLoop.Source create(RunningServer server) {
        return always(new Sessions(server).creation(Sessions.newUser()));
    }

    static ClosedLoop.Source append(RunningServer server) {
        Sessions sessions = new Sessions(server);
        return always(sessions.append(sessions.create()));
    }

    private static ClosedLoop.Source spread(RunningServer server) {
        Sessions sessions = new Sessions(server);
        List<byte[]> appends = sessions.create(SPREAD, Sessions.newUser()).stream().map(sessions::append).toList();
        return (client, number) -> appends.get(number % SPREAD);
    }

    private static ClosedLoop.Source history(RunningServer server) {
        Sessions sessions = new Sessions(server);
        String id = sessions.create();
        sessions.fill(List.of(id), HISTORY);
        return always(server.requests().get("/chat/" + id + "/messages?limit=25"));
    }

    private static ClosedLoop.Source list(RunningServer server) {
        String user = Sessions.newUser();
        new Sessions(server).create(LISTED, user);
        return always(server.requests().get("/sessions?userId=" + user + "&limit=" + LISTED));
    }

    private static ClosedLoop.Source get(RunningServer server) {
        return always(server.requests().get("/sessions/" + new Sessions(server).create()));
    }

    private static ClosedLoop.Source chat(RunningServer server) {
        List<byte[]> turns = new Sessions(server).create(TALKING, Sessions.newUser()).stream()
                .map(id -> server.requests().chat(id, Sessions.PROMPT)).toList();
        return (client, number) -> turns.get(client);
    }

    private static ClosedLoop.Source always(byte[] request) {
        return (client, number) -> request;
    }
}
