package dev.berth.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random texts of the kinds that break readers. Remembers the last one, for the report of a failure. */
public final class Inputs {

    private static final int SHOWN_MAX = 300;
    private static final List<String> SPICE = List.of("\r", "\n", "\r\n", "\n\n", "\u0000", "\u0001", "\u007f", "\u0085", "\u2028", "\u2029",
            "\ufeff", "\ufffd", "\uffff", "\ud800", "\udc00", "\udfff\ud800", "\ud83d\ude00", "\"", "\\", "\\u0000", "\\ud800", "\\", "/", "//",
            "/*", "*/", "*", ":", "data:", "data: {}\n", "id: x\n", "event: done\n", "retry: 1\n", ",", "{", "}", "[", "]", "'", " ", "\t",
            "null", "true", "-", "+", "0", "1e308", "1e999999999", "-0.0", "NaN", "..", "%00", "%2e", ".", "@@", "PT", "ms", "h", "<b>", "\u00fc");
    private static final List<Supplier<String>> MONSTERS = List.of(() -> "[".repeat(10_000), () -> "{\"a\":".repeat(5_000),
            () -> "[".repeat(63) + "]".repeat(63), () -> "9".repeat(2_000), () -> "1." + "3".repeat(2_000), () -> "1e" + "9".repeat(400),
            () -> "\"" + "\\\\".repeat(20_000) + "\"", () -> "/*".repeat(5_000), () -> "x".repeat(100_000), () -> ", ".repeat(20_000),
            () -> "\ud83d".repeat(500), () -> "\n".repeat(20_000));

    private final Random random;
    private String last = "";

    Inputs(Random random) {
        this.random = random;
    }

    public Random random() {
        return random;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Any text, mostly short, now and then a monster. */
    public String text() {
        int pieces = random.nextInt(12);
        return noted(IntStream.range(0, pieces).mapToObj(i -> piece()).collect(Collectors.joining()));
    }

    /** A text from these characters alone. @param lengthMax the most of them */
    public String of(String characters, int lengthMax) {
        int length = random.nextInt(lengthMax + 1);
        return noted(random.ints(length, 0, characters.length()).mapToObj(i -> characters.substring(i, i + 1)).collect(Collectors.joining()));
    }

    /** A text that is right, spoilt in a few places. */
    public String spoilt(String right) {
        StringBuilder text = new StringBuilder(right);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, piece());
                case 2 -> text.replace(at, to, piece());
                default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
            }
        }
        return noted(text.toString());
    }

    /** An object of JSON that has these members, among others, with values that may or may not fit. */
    public String jsonObject(List<String> names) {
        String members = names.stream().filter(name -> random.nextInt(3) > 0).map(name -> "\"" + name + "\":" + value(0))
                .collect(Collectors.joining(","));
        return noted("{" + members + "}");
    }

    /** Any JSON value, sound, at most 8 deep. */
    public String json() {
        return noted(value(0));
    }

    /** The bytes of a text, which may not be UTF-8. */
    public byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Override
    public String toString() {
        String start = last.substring(0, Math.min(last.length(), SHOWN_MAX));
        return last.length() + " characters: " + start.chars().mapToObj(c -> c < ' ' || c > '~' ? String.format("\\u%04x", c)
                : String.valueOf((char) c)).collect(Collectors.joining());
    }

    private String noted(String text) {
        last = text;
        return text;
    }

    private String piece() {
        if (random.nextInt(150) == 0) {
            return oneOf(MONSTERS).get();
        }
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> String.valueOf((char) random.nextInt(0x10000));
            case 4, 5, 6, 7 -> String.valueOf((char) (' ' + random.nextInt(95)));
            case 8 -> Long.toString(random.nextLong());
            default -> oneOf(SPICE);
        };
    }

    private String value(int depth) {
        return switch (random.nextInt(depth < 8 ? 10 : 7)) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> Long.toString(random.nextInt(2_000) - 1_000);
            case 3 -> oneOf(List.of("1e308", "-0", "1.5", "1e999999999", "9".repeat(1_200), "1e-400", "99999999999999999999", "0.1e+7"));
            case 4, 5, 6 -> string();
            case 7 -> IntStream.range(0, random.nextInt(4)).mapToObj(i -> value(depth + 1)).collect(Collectors.joining(",", "[", "]"));
            default -> IntStream.range(0, random.nextInt(4)).mapToObj(i -> string() + ":" + value(depth + 1))
                    .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private String string() {
        if (random.nextBoolean()) {
            return "\"" + oneOf(List.of("user", "text", "build", "active", "pending", "always", "type", "content", "prompt")) + "\"";
        }
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            for (char c : piece().toCharArray()) {
                if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                    text.append("\\u").append(HexFormat.of().toHexDigits(c));
                } else {
                    text.append(c);
                }
            }
        }
        return text.append('"').toString();
    }
}
