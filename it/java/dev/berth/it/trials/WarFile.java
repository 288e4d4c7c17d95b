package dev.berth.it.trials;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The WAR, whose programs are run by command as the documentation says. */
final class WarFile {

    private static final Path WAR = Path.of(System.getProperty("berth.home", "")).toAbsolutePath().resolve("target/berth.war");

    private WarFile() {
    }

    /** Runs a program of it to its end. @return its exit status, and then each line it has said */
    static List<String> run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                WAR.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = process.inputReader().lines().toList();
        List<String> all = new ArrayList<>(List.of(Integer.toString(process.waitFor())));
        all.addAll(said);
        return all;
    }
}
