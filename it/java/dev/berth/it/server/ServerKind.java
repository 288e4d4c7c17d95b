package dev.berth.it.server;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The servers Berth is tried on, and how each is started with the WAR under {@code target}. */
public enum ServerKind {

    PAYARA {
        @Override
        List<String> command(Path home, Path work, int port, List<String> jvmOptions) throws IOException {
            // What a killed server left registered here would be deployed once more, beside the WAR that is asked for.
            removeTree(work.resolve("root"));
            List<String> command = java(List.of("-Dberth.host=127.0.0.1", "-Dberth.port=" + port));
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", home.resolve(PayaraMicro.JAR).toString(), "--deploy",
                    home.resolve("target/berth.war").toString(), "--contextroot", "/", "--rootdir", work.resolve("root").toString()));
            command.addAll(PayaraMicro.commands(home));
            command.addAll(PayaraMicro.OPTIONS);
            return command;
        }
    },

    LIBERTY {
        @Override
        List<String> command(Path home, Path work, int port, List<String> jvmOptions) throws IOException {
            Path server = work.resolve("servers/berth");
            Files.createDirectories(server.resolve("apps"));
            Files.copy(home.resolve("src/main/liberty/config/server.xml"), server.resolve("server.xml"), REPLACE);
            Files.copy(home.resolve("target/berth.war"), server.resolve("apps/berth.war"), REPLACE);
            Files.writeString(server.resolve("bootstrap.properties"), "berth.port=" + port + "\n");
            Path liberty = home.resolve("target/servers/wlp");
            Path tools = liberty.resolve("bin/tools");
            List<String> command = java(jvmOptions);
            // Java itself and not the server's script, so that the process that is killed is the server; the options are the script's.
            command.add("@" + liberty.resolve("lib/platform/java/java9.options"));
            command.addAll(List.of("-javaagent:" + tools.resolve("ws-javaagent.jar"), "-jar",
                    tools.resolve("ws-server.jar").toString(), "berth"));
            return command;
        }

        @Override
        Map<String, String> environment(Path work) {
            return Map.of("WLP_USER_DIR", work.toString());
        }
    },

    /** The single jar, as {@link SingleJar} makes it. */
    JAR {
        @Override
        List<String> command(Path home, Path work, int port, List<String> jvmOptions) {
            List<String> command = java(jvmOptions);
            command.addAll(List.of("-Dberth.port=" + port, "-Djava.io.tmpdir=" + work, "-jar", home.resolve(SingleJar.PATH).toString()));
            return command;
        }
    };

    private static final CopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;

    abstract List<String> command(Path home, Path work, int port, List<String> jvmOptions) throws IOException;

    Map<String, String> environment(Path work) {
        return Map.of();
    }

    public static ServerKind parse(String name) {
        return Stream.of(values()).filter(kind -> kind.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("berth.server must be payara, liberty or jar, but it is '" + name + "'."));
    }

    private static void removeTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }
}
