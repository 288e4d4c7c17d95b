package dev.berth.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Reads settings, each with its standard value; a wrong one is refused with a sentence that names it. */
record SettingsReader(Config config) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern SECRET = Pattern.compile("[!-~]+");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    String text(String name, String standard) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(s -> !s.isEmpty()).orElse(standard);
    }

    Path path(String name, String standard) {
        String text = text(name, standard);
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw Settings.wrong(name, text, "a folder's path");
        }
    }

    int number(String name, int standard, int min, int max) {
        return (int) amount(name, standard, min, max);
    }

    /** A whole number that may be large. */
    long amount(String name, long standard, long min, long max) {
        String text = text(name, Long.toString(standard));
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The sentence below says what it must be.
        }
        throw Settings.wrong(name, text, "a whole number from " + min + " to " + max);
    }

    /** What one person may have; whom the operator trusts is limited only when the setting is given. */
    LimitSettings.Allowance allowance(String name, int standard, int min, int max) {
        int person = number(name, standard, min, max);
        return new LimitSettings.Allowance(person, text(name, null) == null ? LimitSettings.Allowance.UNLIMITED : person);
    }

    Duration duration(String name, Duration standard, Duration min, Duration max) {
        String text = text(name, standard.toString());
        Duration duration = parse(text);
        if (duration == null || duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw Settings.wrong(name, text, "a duration such as 500ms, 30s, 5m or 1h, from " + min.toMillis() + " ms to "
                    + max.toMillis() + " ms");
        }
        return duration;
    }

    List<String> origins(String name) {
        return words(name, ORIGIN, "origins such as https://app.example.org, separated by commas");
    }

    /** Names of hosts, in small letters. */
    List<String> hosts(String name) {
        return words(name, HOST, "names of hosts such as berth.example.org, without a port, separated by commas").stream()
                .map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /** Addresses of the Internet Protocol. */
    List<String> addresses(String name) {
        return words(name, ADDRESS, "addresses such as 127.0.0.1 or ::1, separated by commas");
    }

    private List<String> words(String name, Pattern pattern, String must) {
        List<String> words = Stream.of(text(name, "").split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
        for (String word : words) {
            if (!pattern.matcher(word).matches()) {
                throw Settings.wrong(name, word, must);
            }
        }
        return words;
    }

    /** A file that must be there, or null. */
    Path file(String name) {
        String text = text(name, null);
        Path file = text == null ? null : path(name, text);
        if (file != null && !Files.isReadable(file)) {
            throw Settings.wrong(name, text, "a file that can be read");
        }
        return file;
    }

    String choice(String name, String standard, List<String> choices) {
        String text = text(name, standard);
        if (choices.contains(text)) {
            return text;
        }
        throw Settings.wrong(name, text, "one of " + String.join(", ", choices));
    }

    Boolean yesOrNo(String name, boolean standard) {
        return Boolean.valueOf(choice(name, Boolean.toString(standard), List.of("true", "false")));
    }

    /** An http address, or null. */
    URI address(String name) {
        String text = text(name, null);
        if (text == null) {
            return null;
        }
        try {
            URI address = new URI(text);
            if (ORIGIN.matcher(text).matches() && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The sentence below says what it must be.
        }
        throw Settings.wrong(name, text, "an address such as http://127.0.0.1:4096");
    }

    /** Names of environment variables, separated by commas. */
    List<String> names(String name) {
        return words(name, VARIABLE, "names of environment variables, separated by commas");
    }

    /** A text that matches, or null. */
    String matching(String name, Pattern pattern, String must) {
        String text = text(name, null);
        if (text != null && !pattern.matcher(text).matches()) {
            throw Settings.wrong(name, text, must);
        }
        return text;
    }

    /** A secret that a header can carry, or null; a wrong one is not repeated, since it would stand in the log. */
    String secret(String name) {
        String text = text(name, null);
        if (text != null && !SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " must be one word of visible ASCII characters.");
        }
        return text;
    }

    Long process(String name) {
        String text = text(name, "");
        if (!text.matches("\\d{0,18}")) {
            throw Settings.wrong(name, text, "the number of a process");
        }
        return text.isEmpty() ? null : Long.valueOf(text);
    }

    private static Duration parse(String text) {
        Matcher m = DURATION.matcher(text);
        if (m.matches()) {
            long amount = Long.parseLong(m.group(1));
            return switch (m.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
