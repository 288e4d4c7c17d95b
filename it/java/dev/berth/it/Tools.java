package dev.berth.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs and that a machine may lack. */
public final class Tools {

    private Tools() {
    }

    /** Where a program lies. */
    public static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/bin";
        return Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    public static void require(String name) {
        if (find(name).isEmpty()) {
            missing(name + " is not installed.");
        }
    }

    /** Ends a test that cannot run: as a failure where nothing may be left out ({@code CI=true}), else aborted and said loudly. */
    public static void missing(String why) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("Not tried: " + why);
        }
        System.out.println("\n*** NOT TRIED: " + why + "\n");
        Assumptions.abort(why);
    }
}
