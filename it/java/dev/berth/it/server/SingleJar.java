package dev.berth.it.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the single jar: Payara Micro with Berth inside, which {@code java -jar} runs. */
public final class SingleJar {

    /** Where it is, in the project's folder. */
    public static final String PATH = "target/berth.jar";

    /** What holds if {@code -D} before {@code -jar} says nothing else. */
    private static final String DEFAULTS = "berth.host=127.0.0.1\nberth.port=8080\n";
    private static final String BOOT_PROPERTIES = "MICRO-INF/payara-boot.properties";

    private SingleJar() {
    }

    /** @param arguments the project's folder */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Path work = Files.createDirectories(home.resolve("target/single-jar"));
        Path jar = work.resolve("berth.jar");
        Files.deleteIfExists(jar);
        bundle(home, work, jar);
        addDefaults(jar);
        Files.move(jar, home.resolve(PATH), StandardCopyOption.REPLACE_EXISTING);
        System.out.println("The single jar is " + home.resolve(PATH));
    }

    private static void bundle(Path home, Path work, Path jar) throws IOException, InterruptedException {
        // In such a jar only an application of this name is at the root of the address; the option for it is forgotten.
        Path war = Files.copy(home.resolve("target/berth.war"), work.resolve("ROOT.war"), StandardCopyOption.REPLACE_EXISTING);
        Path log = work.resolve("bundle.log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                home.resolve(PayaraMicro.JAR).toString(), "--deploy", war.toString(), "--outputuberjar", jar.toString()));
        command.addAll(PayaraMicro.commands(home));
        command.addAll(PayaraMicro.OPTIONS);
        int ended = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        if (ended != 0 || !Files.exists(jar)) {
            throw new IllegalStateException("The single jar was not made; " + log + " says why.");
        }
    }

    /** Payara takes these for system properties that are not set; those of its option for system properties override what is set. */
    private static void addDefaults(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Files.writeString(inside.getPath(BOOT_PROPERTIES), DEFAULTS, StandardOpenOption.APPEND);
        }
    }
}
