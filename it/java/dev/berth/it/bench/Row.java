package dev.berth.it.bench;

import dev.berth.it.bench.Goal.AtMost;
import dev.berth.it.bench.Goal.MoreThanOther;
import dev.berth.it.bench.Goal.None;
import dev.berth.it.bench.Goal.TimesOther;
import dev.berth.it.bench.Goal.TimesPeer;
import dev.berth.it.server.ServerKind;
import java.util.ArrayList;
import java.util.List;

/** One line of the table: a figure of a workload, and what it is to reach. */
record Row(String workload, Figure figure, Goal goal) {

    private static final Goal NONE = new None();
    /** What two runs of the same differ by on a quiet machine counts as the same. */
    private static final double THE_SAME = 1.1;
    private static final int EARLY_STEPS = 6;

    /** The table's lines. Fan-out has lower goals on Payara, which sends each frame as a task of its own. */
    static List<Row> all(ServerKind server) {
        List<Row> rows = new ArrayList<>();
        loop(rows, "create", new TimesPeer(2), NONE, new TimesPeer(0.5));
        loop(rows, "append1", new TimesPeer(1), NONE, NONE);
        loop(rows, "append32", new TimesPeer(2), new TimesPeer(0.5), NONE);
        loop(rows, "append128", new TimesPeer(2), new TimesPeer(0.5), NONE);
        loop(rows, "spread200", new TimesPeer(2), NONE, NONE);
        loop(rows, "history", new TimesPeer(2), NONE, new TimesPeer(0.5));
        loop(rows, "list", new TimesPeer(2), NONE, new TimesPeer(0.5));
        loop(rows, "get", new TimesPeer(2), NONE, new TimesPeer(0.5));
        loop(rows, "chat", new TimesPeer(2), NONE, NONE);
        boolean liberty = server == ServerKind.LIBERTY;
        for (String fanOut : List.of("fanout300", "fanout1000")) {
            Goal less = liberty ? new TimesPeer(0.5) : new TimesPeer(1);
            loop(rows, fanOut, new TimesPeer(liberty ? 2 : 1), less, less);
        }
        memory(rows, "sockets", new AtMost(20));
        wake(rows);
        growth(rows);
        start(rows);
        return rows;
    }

    private static void loop(List<Row> rows, String workload, Goal perSecond, Goal p99, Goal cpu) {
        rows.add(new Row(workload, Figure.PER_SECOND, perSecond));
        rows.add(new Row(workload, Figure.P99, p99));
        rows.add(new Row(workload, Figure.CPU, cpu));
    }

    private static void memory(List<Row> rows, String workload, Goal goal) {
        rows.add(new Row(workload, Figure.HELD_KB, goal));
        rows.add(new Row(workload, Figure.KB, NONE));
    }

    private static void wake(List<Row> rows) {
        rows.add(new Row("wake-cold", Figure.P50, NONE));
        rows.add(new Row("wake-cold", Figure.P99, NONE));
        rows.add(new Row("wake", Figure.P50, new TimesPeer(1)));
        rows.add(new Row("wake", Figure.P99, new TimesPeer(0.5)));
        rows.add(new Row("wake", Figure.CPU, NONE));
        memory(rows, "wake", new AtMost(150));
        rows.add(new Row("awake", Figure.P50, NONE));
        rows.add(new Row("awake", Figure.CPU, NONE));
        memory(rows, "asleep", NONE);
    }

    private static void growth(List<Row> rows) {
        for (String read : List.of("page", "list")) {
            rows.add(new Row(read + "-few", Figure.P50, NONE));
            rows.add(new Row(read + "-many", Figure.P50, new TimesOther(read + "-few", THE_SAME)));
            rows.add(new Row(read + "-few", Figure.CPU, NONE));
            rows.add(new Row(read + "-many", Figure.CPU, new TimesOther(read + "-few", THE_SAME)));
        }
    }

    private static void start(List<Row> rows) {
        rows.add(new Row("ready", Figure.SECONDS, new AtMost(10)));
        rows.add(new Row("ready-empty", Figure.SECONDS, NONE));
        rows.add(new Row("ready-many", Figure.SECONDS, new MoreThanOther("ready-empty", 1)));
        rows.add(new Row("ready-empty", Figure.MB, NONE));
        rows.add(new Row("ready-many", Figure.MB, new TimesOther("ready-empty", THE_SAME)));
        for (int i = 1; i <= EARLY_STEPS; i++) {
            rows.add(new Row("early" + i, Figure.PER_SECOND, NONE));
        }
    }
}
