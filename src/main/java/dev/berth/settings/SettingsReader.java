package dev.berth.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Reads settings, each with its standard value; a wrong one is refused with a sentence that names it. */
record SettingsReader(Config config) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s]+");
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
        String text = text(name, Integer.toString(standard));
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The sentence below says what it must be.
        }
        throw Settings.wrong(name, text, "a whole number from " + min + " to " + max);
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
        List<String> origins = Stream.of(text(name, "").split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw Settings.wrong(name, origin, "origins such as https://app.example.org, separated by commas");
            }
        }
        return origins;
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
        List<String> names = Stream.of(text(name, "").split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
        for (String one : names) {
            if (!VARIABLE.matcher(one).matches()) {
                throw Settings.wrong(name, one, "names of environment variables, separated by commas");
            }
        }
        return names;
    }

    /** A text that matches, or null. */
    String matching(String name, Pattern pattern, String must) {
        String text = text(name, null);
        if (text != null && !pattern.matcher(text).matches()) {
            throw Settings.wrong(name, text, must);
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
