package dev.berth.agent.opencode.server;

import static dev.berth.agent.opencode.server.RealOpenCode.await;
import static dev.berth.agent.opencode.server.RealOpenCode.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.berth.it.opencode.NeedsOpenCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenCode
@DisplayName("The one OpenCode that Berth runs")
class OpenCodeServerTest {

    private static final OpenCodeTimes EAGER = new OpenCodeTimes(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(200),
            Duration.ofMillis(500), Duration.ofMinutes(1), List.of(Duration.ofMillis(100)), Duration.ofSeconds(5));

    @TempDir
    private Path data;
    private final RealOpenCode real = new RealOpenCode();
    /** Unlike any other number of seconds that anything on this machine sleeps for. */
    private final String seconds = String.valueOf(ThreadLocalRandom.current().nextInt(500_000, 900_000));

    @Test
    @DisplayName("starts with the first use, once for all who ask meanwhile")
    void startsOnce() {
        try (OpenCodeServer server = real.server(RealOpenCode.options(data))) {
            assertEquals("not started", server.health().state());
            CompletionStage<OpenCodeClient> first = server.ready();
            CompletionStage<OpenCodeClient> second = server.ready();
            assertEquals(await(first), await(second));
            OpenCodeServer.Health health = server.health();
            assertEquals("ready", health.state());
            assertEquals("1.18.33", health.version());
            assertEquals(0, health.restarts());
            assertNull(health.lastFailure());
            assertTrue(ProcessHandle.of(health.pid()).orElseThrow().isAlive());
        }
        assertEquals(List.of(), List.copyOf(real.downs));
    }

    @Test
    @DisplayName("tells every event with its workspace")
    void tellsEvents() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        try (OpenCodeServer server = real.server(RealOpenCode.options(data))) {
            real.untilHeard(server, workspace);
            assertTrue(real.events.stream().noneMatch(event -> event.matches(".* (sync|server\\..*)")), real.events::toString);
        }
    }

    @Test
    @DisplayName("is told down once when it is killed, and starts again with the next use, without the commands of the first")
    void startsAgain() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        try (OpenCodeServer server = real.server(RealOpenCode.options(data))) {
            String session = await(await(server.ready()).createSession(workspace, "A title", "s1"));
            long first = server.health().pid();
            RealOpenCode.startCommand(first, workspace, session, seconds);
            RealOpenCode.signal("KILL", first);
            until(() -> !real.downs.isEmpty());
            assertEquals("down", server.health().state());
            assertTrue(real.downs.peek().startsWith("OpenCode has ended by itself with code 137."), real.downs::toString);
            assertTrue(await(await(server.ready()).sessionExists(workspace, session)));
            assertNotEquals(first, server.health().pid());
            assertEquals(1, server.health().restarts());
            assertFalse(RealOpenCode.runs(seconds));
        }
        assertEquals(1, real.downs.size());
    }

    @Test
    @DisplayName("is killed when it does not answer any more")
    void endsWhatHangs() throws Exception {
        try (OpenCodeServer server = real.server(RealOpenCode.options(data), EAGER)) {
            await(server.ready());
            long pid = server.health().pid();
            RealOpenCode.signal("STOP", pid);
            until(() -> !real.downs.isEmpty());
            assertTrue(real.downs.peek().endsWith("does not answer any more."), real.downs::toString);
            until(() -> ProcessHandle.of(pid).isEmpty());
            await(server.ready());
        }
    }

    @Test
    @DisplayName("leaves no process and no thread behind, and its folder free")
    void leavesNothing() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        OpenCodeServer server = real.server(RealOpenCode.options(data));
        String session = await(await(server.ready()).createSession(workspace, "A title", "s1"));
        RealOpenCode.startCommand(server.health().pid(), workspace, session, seconds);
        server.close();
        server.close();
        assertFalse(RealOpenCode.runs(seconds));
        assertEquals(List.of(), Orphans.of(data.resolve("opencode").toRealPath()));
        until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().startsWith("berth-opencode")));
        assertEquals("closed", server.health().state());
        assertEquals("Berth is stopping.", assertThrows(OpenCodeUnavailable.class, () -> await(server.ready())).getMessage());
        OpenCodeFolder.hold(data.resolve("opencode")).close();
    }

    @Test
    @DisplayName("ends also while it is only starting")
    void endsWhileStarting() throws Exception {
        OpenCodeServer server = real.server(RealOpenCode.options(data));
        CompletionStage<OpenCodeClient> ready = server.ready();
        until(() -> Files.exists(data.resolve("opencode")) && !Orphans.of(data.resolve("opencode")).isEmpty());
        server.close();
        assertEquals("Berth is stopping.", assertThrows(OpenCodeUnavailable.class, () -> await(ready)).getMessage());
        assertEquals(List.of(), Orphans.of(data.resolve("opencode").toRealPath()));
    }

    @Test
    @DisplayName("is never run twice in one folder")
    void holdsItsFolder() {
        try (OpenCodeServer server = real.server(RealOpenCode.options(data));
                OpenCodeServer other = real.server(RealOpenCode.options(data))) {
            await(server.ready());
            String sentence = assertThrows(OpenCodeUnavailable.class, () -> await(other.ready())).getMessage();
            assertTrue(sentence.startsWith("Another Berth runs OpenCode in the folder "), sentence);
            assertEquals("ready", server.health().state());
        }
    }

    @Test
    @DisplayName("ends what a killed Berth left in its folder before it starts")
    void endsWhatWasLeft() throws Exception {
        Path folder = Files.createDirectories(data.resolve("opencode")).toRealPath();
        ProcessBuilder left = new ProcessBuilder("sleep", seconds);
        left.environment().put("BERTH_OPENCODE_OF", folder.toString());
        Process process = left.start();
        try (OpenCodeServer server = real.server(RealOpenCode.options(data))) {
            await(server.ready());
            assertFalse(process.isAlive());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName("keeps its folders and files to itself")
    void isPrivate() throws Exception {
        try (OpenCodeServer server = real.server(RealOpenCode.options(data))) {
            await(server.ready());
            for (String name : List.of("", "config", "config/opencode", "data", "state", "cache", "home", "tmp")) {
                assertEquals("rwx------", permissions("opencode/" + name), name);
            }
            assertEquals("rw-------", permissions("opencode/opencode.json"));
            assertEquals("rw-------", permissions("opencode/lock"));
        }
    }

    @Test
    @DisplayName("says that ripgrep is missing, and does not fetch it")
    void fetchesNoRipgrep() throws Exception {
        boolean here = Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.exists(Path.of(folder, "rg")));
        assumeFalse(here, "Skipped: ripgrep is installed on this machine.");
        Path workspace = RealOpenCode.workspace(data, "w");
        try (OpenCodeServer server = real.server(RealOpenCode.options(data))) {
            await(server.ready());
            String search = OpenCodeHttp.in(workspace, "/find?pattern=x");
            assertThrows(OpenCodeFailure.class, () -> RealOpenCode.ask(server.health().pid(), "GET", search, null));
            until(() -> logged().contains("The program rg (ripgrep) is not installed on this machine."));
        }
    }

    private String logged() {
        try {
            return Files.readString(data.resolve("opencode/data/opencode/log/opencode.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
    }

    @Test
    @DisplayName("says how to install OpenCode when it is missing")
    void saysWhatIsMissing() {
        OpenCodeOptions options = new OpenCodeOptions(data.resolve("opencode"), data, "/nowhere/opencode", null, null, null, null, "none",
                List.of(), Duration.ofSeconds(30));
        try (OpenCodeServer server = real.server(options)) {
            String sentence = assertThrows(OpenCodeUnavailable.class, () -> await(server.ready())).getMessage();
            assertEquals("OpenCode was not found at /nowhere/opencode. Install it with: npm install --prefix " + data.resolve("opencode")
                    + " " + OpenCodeBinary.recommended() + "@1.18.33 (or set berth.opencode.path or berth.opencode.url).", sentence);
            assertEquals("down", server.health().state());
            assertEquals(sentence, server.health().lastFailure());
        }
    }

    @Test
    @DisplayName("says how a program ended that is no OpenCode")
    void saysWhatEnded() throws Exception {
        Path program = Files.writeString(data.resolve("program"), "#!/bin/sh\necho out of order >&2\nexit 3\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        OpenCodeOptions options = new OpenCodeOptions(data.resolve("opencode"), data, program.toString(), null, null, null,
                "some/model", "none", List.of(), Duration.ofSeconds(30));
        try (OpenCodeServer server = real.server(options)) {
            assertEquals("OpenCode has ended by itself with code 3 (out of order).",
                    assertThrows(OpenCodeUnavailable.class, () -> await(server.ready())).getMessage());
        }
    }
}
