package dev.berth.it.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.server.ServerKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The benchmark's arithmetic")
class ArithmeticTest {

    private static final long MILLI = 1_000_000;

    private final Results results = new Results();

    @Test
    @DisplayName("a quantile is a measured time that this share of all do not exceed")
    void quantiles() {
        long[] hundred = LongStream.rangeClosed(1, 100).map(i -> i * MILLI).toArray();
        assertEquals(50, Quantiles.millis(hundred, 0.5));
        assertEquals(99, Quantiles.millis(hundred, 0.99));
        assertEquals(100, Quantiles.millis(hundred, 1));
        assertEquals(7, Quantiles.millis(new long[] {7 * MILLI}, 0.01));
        assertEquals(3, Quantiles.millis(new long[] {MILLI, 2 * MILLI, 3 * MILLI}, 0.99));
    }

    @Test
    @DisplayName("what was not measured is no figure, and no figure has no ratio")
    void nothing() {
        assertTrue(Double.isNaN(Quantiles.millis(new long[0], 0.5)));
        berth("append1", new Figures().latencies(new long[0]).costs(new Usage(10, 10), 0));
        assertEquals(Optional.empty(), results.berth("append1", Figure.P50));
        assertEquals(Optional.empty(), results.berth("append1", Figure.CPU));
        assertEquals(Optional.empty(), new Goal.TimesPeer(2).reached(results, "append1", Figure.P50));
    }

    @Test
    @DisplayName("twice the peer's is reached by more of what is good, and half of it by less of what costs")
    void timesPeer() {
        berth("get", new Figures().put(Figure.PER_SECOND, 4_000).put(Figure.P99, 5).put(Figure.CPU, 0.2));
        peer("get", new Figures().put(Figure.PER_SECOND, 2_000).put(Figure.P99, 10).put(Figure.CPU, 0.3));
        assertEquals(Optional.of(true), new Goal.TimesPeer(2).reached(results, "get", Figure.PER_SECOND));
        assertEquals(Optional.of(false), new Goal.TimesPeer(2.1).reached(results, "get", Figure.PER_SECOND));
        assertEquals(Optional.of(true), new Goal.TimesPeer(0.5).reached(results, "get", Figure.P99));
        assertEquals(Optional.of(false), new Goal.TimesPeer(0.5).reached(results, "get", Figure.CPU));
        assertEquals(Optional.of(2.0), new Goal.None().ratio(results, "get", Figure.PER_SECOND));
    }

    @Test
    @DisplayName("Berth is compared with itself where the question is how its cost grows")
    void growth() {
        berth("page-few", new Figures().put(Figure.P50, 2));
        berth("page-many", new Figures().put(Figure.P50, 2.5));
        berth("ready-empty", new Figures().put(Figure.SECONDS, 6));
        berth("ready-many", new Figures().put(Figure.SECONDS, 6.9));
        assertEquals(Optional.of(false), new Goal.TimesOther("page-few", 1.1).reached(results, "page-many", Figure.P50));
        assertEquals(Optional.of(1.25), new Goal.TimesOther("page-few", 1.1).ratio(results, "page-many", Figure.P50));
        assertEquals(Optional.of(true), new Goal.MoreThanOther("ready-empty", 1).reached(results, "ready-many", Figure.SECONDS));
        assertEquals(Optional.of(true), new Goal.AtMost(6.9).reached(results, "ready-many", Figure.SECONDS));
    }

    @Test
    @DisplayName("the table has a line for each figure that Berth has, and leaves out the ratio without a peer")
    void table() {
        berth("append32", new Figures().put(Figure.PER_SECOND, 7_000).put(Figure.P99, 12.34));
        berth("sockets", new Figures().put(Figure.HELD_KB, 19.96));
        peer("append32", new Figures().put(Figure.PER_SECOND, 3_500));
        List<String> lines = ResultTable.markdown(Row.all(ServerKind.LIBERTY), results).lines().toList();
        assertEquals(List.of("| append32 | a second | 7,000 | 3,500 | 2.00 | ≥ 2 × peer | yes |",
                "| append32 | p99, ms | 12.3 |  |  | ≤ 0.5 × peer |  |", "| sockets | KB held each | 20.0 |  |  | ≤ 20 | yes |"),
                lines.subList(2, lines.size()));
    }

    @Test
    @DisplayName("fan-out has to be twice as good on Open Liberty, and as good on Payara")
    void fanOut() {
        assertEquals("≥ 2 × peer", goalOfFanOut(ServerKind.LIBERTY));
        assertEquals("≥ 1 × peer", goalOfFanOut(ServerKind.PAYARA));
    }

    @Test
    @DisplayName("what went wrong is told beside the table")
    void faults() {
        berth("get", new Figures().put(Figure.ERRORS, 0));
        peer("chat", new Figures().put(Figure.ERRORS, 12).lastError("status 503"));
        assertEquals(List.of("peer, chat: 12 errors; status 503"), results.faults());
    }

    @Test
    @DisplayName("a number keeps three digits that count")
    void numbers() {
        assertEquals(List.of("58,684", "123", "12.3", "1.23", "0.016"),
                List.of(58_684.2, 123.4, 12.34, 1.234, 0.0163).stream().map(ResultTable::number).toList());
    }

    @Test
    @DisplayName("a line of JSON names the figures in camel case and keeps five digits")
    void json() {
        Figures figures = new Figures().put(Figure.PER_SECOND, 1234.5678).put(Figure.HEAP_KB, 2).lastError("status 503");
        assertEquals("{\"subject\":\"it\",\"workload\":\"get\",\"perSecond\":1234.6,\"heapKb\":2,\"lastError\":\"status 503\"}",
                ResultFile.line("it", "get", figures));
    }

    @Test
    @DisplayName("the ticks of a process are found behind a name with spaces and brackets")
    void ticks() {
        assertEquals(170, ProcessUse.cpuMillis("42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 12 5 0 0 20 0"));
    }

    @Test
    @DisplayName("what a JVM's heap has in memory is told from all else by its addresses")
    void addresses() {
        String smaps = """
                680000000-690000000 rw-p 00000000 00:00 0
                Size:             262144 kB
                Rss:                2048 kB
                7f0000000000-7f0000100000 rw-p 00000000 00:00 0
                Rss:                1024 kB
                """;
        assertEquals(2, ProcessUse.residentMb(smaps, 0x680000000L, 0x800000000L));
    }

    @Test
    @DisplayName("a workload that nobody knows is refused")
    void unknown() {
        BenchOptions options = new BenchOptions(ServerKind.PAYARA, Set.of("apend32"), 6, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> options.requireKnown(List.of("append32")));
    }

    private static String goalOfFanOut(ServerKind server) {
        Row row = Row.all(server).stream().filter(r -> r.workload().equals("fanout300") && r.figure() == Figure.PER_SECOND).findFirst()
                .orElseThrow();
        return row.goal().words(row.figure());
    }

    private void berth(String workload, Figures figures) {
        results.put(true, workload, figures);
    }

    private void peer(String workload, Figures figures) {
        results.put(false, workload, figures);
    }
}
