package dev.berth.it.bench;

import java.util.Locale;
import java.util.Optional;

/** What a figure of Berth's is to reach. */
sealed interface Goal {

    /** In a table's cell. */
    String words(Figure figure);

    /** Whether Berth has reached it; empty when there is no goal, or nothing to compare with. */
    Optional<Boolean> reached(Results results, String workload, Figure figure);

    /** What Berth's figure is compared with. */
    default Optional<Double> other(Results results, String workload, Figure figure) {
        return results.peer(workload, figure);
    }

    /** Berth's figure as so many times the other one. */
    default Optional<Double> ratio(Results results, String workload, Figure figure) {
        Optional<Double> other = other(results, workload, figure).filter(value -> value > 0);
        return results.berth(workload, figure).flatMap(berth -> other.map(value -> berth / value));
    }

    /** No goal: a figure that is worth seeing. */
    record None() implements Goal {

        @Override
        public String words(Figure figure) {
            return "";
        }

        @Override
        public Optional<Boolean> reached(Results results, String workload, Figure figure) {
            return Optional.empty();
        }
    }

    /** At least, or at most, so many times what the peer has; the figure itself says which is better. */
    record TimesPeer(double factor) implements Goal {

        @Override
        public String words(Figure figure) {
            return (figure.moreIsBetter() ? "≥ " : "≤ ") + number(factor) + " × peer";
        }

        @Override
        public Optional<Boolean> reached(Results results, String workload, Figure figure) {
            return ratio(results, workload, figure).map(ratio -> figure.moreIsBetter() ? ratio >= factor : ratio <= factor);
        }
    }

    /** At most so much, in the figure's unit. */
    record AtMost(double limit) implements Goal {

        @Override
        public String words(Figure figure) {
            return "≤ " + number(limit);
        }

        @Override
        public Optional<Boolean> reached(Results results, String workload, Figure figure) {
            return results.berth(workload, figure).map(value -> value <= limit);
        }
    }

    /** At most so many times what Berth has in another workload. */
    record TimesOther(String otherWorkload, double factor) implements Goal {

        @Override
        public String words(Figure figure) {
            return "≤ " + number(factor) + " × " + otherWorkload;
        }

        @Override
        public Optional<Double> other(Results results, String workload, Figure figure) {
            return results.berth(otherWorkload, figure);
        }

        @Override
        public Optional<Boolean> reached(Results results, String workload, Figure figure) {
            return ratio(results, workload, figure).map(ratio -> ratio <= factor);
        }
    }

    /** At most so much more than what Berth has in another workload, in the figure's unit. */
    record MoreThanOther(String otherWorkload, double more) implements Goal {

        @Override
        public String words(Figure figure) {
            return "≤ " + otherWorkload + " + " + number(more);
        }

        @Override
        public Optional<Double> other(Results results, String workload, Figure figure) {
            return results.berth(otherWorkload, figure);
        }

        @Override
        public Optional<Boolean> reached(Results results, String workload, Figure figure) {
            Optional<Double> other = other(results, workload, figure);
            return results.berth(workload, figure).flatMap(value -> other.map(base -> value <= base + more));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
