package dev.berth.it.bench;

import java.util.Locale;
import java.util.Optional;

/** What a figure of Berth's is to reach. */
sealed interface Goal {

    /** No goal: a figure that is worth seeing. */
    record None() implements Goal {
    }

    /** At least, or at most, so many times what the peer has; the figure itself says which is better. */
    record TimesPeer(double factor) implements Goal {
    }

    /** At most so much, in the figure's unit. */
    record AtMost(double limit) implements Goal {
    }

    /** At most so many times what Berth has in another workload. */
    record TimesOther(String workload, double factor) implements Goal {
    }

    /** At most so much more than what Berth has in another workload, in the figure's unit. */
    record MoreThanOther(String workload, double more) implements Goal {
    }

    /** In a table's cell. */
    default String words(Figure figure) {
        if (this instanceof TimesPeer goal) {
            return sign(figure) + number(goal.factor) + " × peer";
        } else if (this instanceof AtMost goal) {
            return "≤ " + number(goal.limit);
        } else if (this instanceof TimesOther goal) {
            return "≤ " + number(goal.factor) + " × " + goal.workload;
        } else if (this instanceof MoreThanOther goal) {
            return "≤ " + goal.workload + " + " + number(goal.more);
        }
        return "";
    }

    /** Whether Berth has reached it; empty when there is no goal, or nothing to compare with. */
    default Optional<Boolean> reached(Results results, String workload, Figure figure) {
        Optional<Double> berth = results.berth(workload, figure);
        if (this instanceof TimesPeer goal) {
            return ratio(berth, results.peer(workload, figure))
                    .map(ratio -> figure.moreIsBetter() ? ratio >= goal.factor : ratio <= goal.factor);
        } else if (this instanceof AtMost goal) {
            return berth.map(value -> value <= goal.limit);
        } else if (this instanceof TimesOther goal) {
            return ratio(berth, results.berth(goal.workload, figure)).map(ratio -> ratio <= goal.factor);
        } else if (this instanceof MoreThanOther goal) {
            return berth.flatMap(value -> results.berth(goal.workload, figure).map(other -> value <= other + goal.more));
        }
        return Optional.empty();
    }

    /** Berth's share of the peer's, or of its own in the workload that it is compared with. */
    default Optional<Double> ratio(Results results, String workload, Figure figure) {
        Optional<Double> other = results.peer(workload, figure);
        if (this instanceof TimesOther goal) {
            other = results.berth(goal.workload, figure);
        } else if (this instanceof MoreThanOther goal) {
            other = results.berth(goal.workload, figure);
        }
        return ratio(results.berth(workload, figure), other);
    }

    private static Optional<Double> ratio(Optional<Double> one, Optional<Double> other) {
        return one.flatMap(a -> other.filter(b -> b > 0).map(b -> a / b));
    }

    private static String sign(Figure figure) {
        return figure.moreIsBetter() ? "≥ " : "≤ ";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
