package dev.berth.it.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table that the benchmark prints, in Markdown. */
final class ResultTable {

    private static final String HEAD = """
            | workload | figure | Berth | first design | ratio | goal | reached |
            |---|---|--:|--:|--:|---|---|
            """;

    private ResultTable() {
    }

    /** The lines that Berth has a figure for. */
    static String markdown(List<Row> rows, Results results) {
        StringBuilder table = new StringBuilder(HEAD);
        rows.stream().filter(row -> results.berth(row.workload(), row.figure()).isPresent())
                .forEach(row -> table.append(line(row, results)));
        return table.toString();
    }

    /** What the clients cost, which ran on the same processors. */
    static String clientCosts(List<Row> rows, Results results) {
        StringBuilder costs = new StringBuilder();
        rows.stream().map(Row::workload).distinct().forEach(workload -> results.berth(workload, Figure.CLIENT_CPU).ifPresent(cost -> costs
                .append(costs.isEmpty() ? "" : ", ").append(workload).append(' ').append(number(cost))
                .append(results.peer(workload, Figure.CLIENT_CPU).map(peer -> " (" + number(peer) + ")").orElse(""))));
        return "The client's own CPU in ms for each operation, in brackets beside the peer: " + costs + ".\n";
    }

    /** Three digits that count, and no more. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        } else if (size >= 10) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, size >= 1 ? "%.2f" : "%.3f", value);
    }

    private static String line(Row row, Results results) {
        String workload = row.workload();
        Figure figure = row.figure();
        String reached = row.goal().reached(results, workload, figure).map(yes -> yes ? "yes" : "**no**").orElse("");
        String[] cells = {workload, figure.words(), number(results.berth(workload, figure)), number(results.peer(workload, figure)),
                number(row.goal().ratio(results, workload, figure)), row.goal().words(figure), reached};
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String number(Optional<Double> value) {
        return value.map(ResultTable::number).orElse("");
    }
}
