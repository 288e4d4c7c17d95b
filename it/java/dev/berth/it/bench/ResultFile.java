package dev.berth.it.bench;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** A line of JSON for each workload, as soon as it is measured. */
record ResultFile(Path path) {

    private static final MathContext DIGITS = new MathContext(5);

    /** @return the line */
    String add(String subject, String workload, Figures figures) {
        String line = line(subject, workload, figures);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(String subject, String workload, Figures figures) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("subject", subject).add("workload", workload);
        figures.values().forEach((figure, value) -> json.add(name(figure), new BigDecimal(value).round(DIGITS)));
        figures.lastError().ifPresent(error -> json.add("lastError", error));
        return json.build().toString();
    }

    private static String name(Figure figure) {
        String[] words = figure.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return name.toString();
    }
}
