package dev.berth.webapp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries of the page, which come from the web jars of pom.xml. */
final class WebJars {

    private static final Path PAGE = Path.of("src/main/webapp");
    private static final Pattern ADDRESS = Pattern.compile("webjars/([\\w.-]+/[\\w.-]+/[\\w./-]+)");

    private WebJars() {
    }

    /** What the pages and modules load, as name/version/file. */
    static Set<String> addresses() throws IOException {
        Set<String> addresses = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PAGE)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(html|js|css)")).toList()) {
                Matcher matcher = ADDRESS.matcher(Files.readString(file));
                while (matcher.find()) {
                    addresses.add(matcher.group(1));
                }
            }
        }
        return addresses;
    }

    /** The file as the servers serve it; null when no web jar has it. */
    static InputStream open(String address) {
        return WebJars.class.getResourceAsStream("/META-INF/resources/webjars/" + address);
    }

    /** Puts a file where the tests that run in Node look for it. */
    static void takeOut(String address, Path folder) {
        Path file = folder.resolve(address);
        try (InputStream in = open(address)) {
            Files.createDirectories(file.getParent());
            Files.write(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
