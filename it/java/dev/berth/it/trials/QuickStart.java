package dev.berth.it.trials;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets a program start in a third of the time, by an archive of the classes it has loaded in an earlier run. The JVM makes one for
 * jars only, so what was compiled here is put into a jar first.
 */
final class QuickStart {

    private static final int WARM_UP_SECONDS = 2;

    private final String classpath;
    private final Path archive;

    /** @param folder where the jar and the archive are kept */
    QuickStart(Path folder) {
        classpath = classpath(folder.resolve("compiled.jar"));
        archive = folder.resolve("classes.jsa");
    }

    /** Runs a program once, to learn what it loads. It has to end when it is asked to. */
    QuickStart learn(Class<?> main, String input, Object... arguments) {
        try (Program program = Program.start(List.of(), archive.resolveSibling("learning.log"),
                List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classpath), main, arguments)) {
            program.say(input);
            program.lines().readLine();
            program.endIn(WARM_UP_SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> options() {
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-cp", classpath) : List.of("-cp", classpath);
    }

    private static String classpath(Path jar) {
        List<Path> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
        List<Path> folders = entries.stream().filter(Files::isDirectory).toList();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            Set<String> names = new LinkedHashSet<>();
            for (Path folder : folders) {
                add(folder, names, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.concat(Stream.of(jar), entries.stream().filter(Files::isRegularFile)).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void add(Path folder, Set<String> names, JarOutputStream out) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                if (names.add(name)) {
                    put(name, file, out);
                }
            }
        }
    }

    private static void put(String name, Path file, JarOutputStream out) throws IOException {
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
        out.closeEntry();
    }
}
