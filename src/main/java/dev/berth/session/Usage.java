package dev.berth.session;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model's work took. The counts are tokens.
 *
 * @param cost in US dollars, as far as the agent knows its model's prices
 */
public record Usage(long input, long output, long reasoning, long cacheRead, long cacheWrite, BigDecimal cost) implements JsonForm {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, BigDecimal.ZERO);

    private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\":(-?[0-9.eE+-]+)");

    public Usage plus(Usage other) {
        return new Usage(input + other.input, output + other.output, reasoning + other.reasoning, cacheRead + other.cacheRead,
                cacheWrite + other.cacheWrite, cost.add(other.cost));
    }

    /** Reads what {@link #toJson} wrote; null when there is nothing. */
    public static Usage parse(String json) {
        if (json == null) {
            return null;
        }
        Usage usage = NONE;
        Matcher member = MEMBER.matcher(json);
        while (member.find()) {
            usage = usage.with(member.group(1), number(member.group(2)));
        }
        return usage;
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "a number in a usage is none", e);
        }
    }

    private Usage with(String name, BigDecimal value) {
        return switch (name) {
            case "input" -> plus(new Usage(value.longValue(), 0, 0, 0, 0, BigDecimal.ZERO));
            case "output" -> plus(new Usage(0, value.longValue(), 0, 0, 0, BigDecimal.ZERO));
            case "reasoning" -> plus(new Usage(0, 0, value.longValue(), 0, 0, BigDecimal.ZERO));
            case "cacheRead" -> plus(new Usage(0, 0, 0, value.longValue(), 0, BigDecimal.ZERO));
            case "cacheWrite" -> plus(new Usage(0, 0, 0, 0, value.longValue(), BigDecimal.ZERO));
            case "cost" -> plus(new Usage(0, 0, 0, 0, 0, value));
            default -> this;
        };
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("input", input).member("output", output).member("reasoning", reasoning)
                .member("cacheRead", cacheRead).member("cacheWrite", cacheWrite).name("cost").raw(cost.toPlainString()).endObject();
    }
}
