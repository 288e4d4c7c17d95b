package dev.berth.agent.opencode.server;

import static dev.berth.agent.opencode.server.RealOpenCode.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenCode
@DisplayName("An OpenCode whose Berth is another process")
class BerthsDeathTest {

    @TempDir
    private Path data;
    private final String seconds = String.valueOf(ThreadLocalRandom.current().nextInt(500_000, 900_000));
    private Process berth;
    private long pid;
    private String session;

    @BeforeEach
    void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Dberth.opencode.path=" + RealOpenCode.path(), ChildBerth.class.getName(),
                data.toString()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("BERTH_TEST_SECRET", "a secret of Berth", "BERTH_TEST_PASSED", "passed on"));
        berth = builder.start();
        String[] line = berth.inputReader().readLine().split(" ");
        pid = Long.parseLong(line[0]);
        session = line[1];
    }

    @AfterEach
    void stop() throws Exception {
        if (berth != null) {
            berth.destroyForcibly().waitFor();
            until(() -> Orphans.of(data.resolve("opencode")).isEmpty());
        }
    }

    @Test
    @DisplayName("ends with it, and so does every command that it runs, when Berth is killed")
    void endsWithBerth() throws Exception {
        RealOpenCode.startCommand(pid, data.toRealPath().resolve("workspaces/w"), session, seconds);
        assertTrue(ProcessHandle.of(pid).isPresent());
        berth.destroyForcibly().waitFor();
        until(() -> ProcessHandle.of(pid).isEmpty() && !RealOpenCode.runs(seconds));
        until(() -> Orphans.of(data.resolve("opencode")).isEmpty());
    }

    @Test
    @DisplayName("is ended by the next Berth when nothing was left that could end it")
    void endsWithTheNext() throws Exception {
        berth.destroyForcibly().waitFor();
        until(() -> Orphans.of(data.resolve("opencode")).isEmpty());
        ProcessBuilder command = new ProcessBuilder("sleep", seconds);
        command.environment().put(Orphans.VARIABLE, data.resolve("opencode").toRealPath().toString());
        Process left = command.start();
        try (OpenCodeServer server = new RealOpenCode().server(RealOpenCode.options(data))) {
            RealOpenCode.await(server.ready());
            assertFalse(left.isAlive());
        } finally {
            left.destroyForcibly();
        }
    }

    @Test
    @DisplayName("sees nothing of Berth's environment but what is passed on by name")
    void seesNothingOfBerth() {
        Map<String, String> environment = RealOpenCode.environment(pid);
        assertEquals("passed on", environment.get("BERTH_TEST_PASSED"));
        assertFalse(environment.containsValue("a secret of Berth"));
        List<String> others = environment.keySet().stream().filter(name -> !name.matches("(OPENCODE_|XDG_|BERTH_OPENCODE_).*")).sorted()
                .toList();
        assertEquals(List.of("BERTH_TEST_PASSED", "GIT_CONFIG_NOSYSTEM", "HOME", "LANG", "PATH", "PWD", "SHELL", "TMPDIR"), others);
        assertEquals(data.resolve("opencode/home").toString(), environment.get("HOME"));
    }
}
