package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.say;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.opencode.NeedsOpenCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenCode
@DisplayName("Many sessions with OpenCode at once")
class OpenCodeManyIT {

    private static final int SESSIONS = 20;

    private final CodingServer coding = new CodingServer().start();
    private final Berth berth = coding.berth();

    @AfterEach
    void stop() {
        coding.close();
    }

    @Test
    @DisplayName("each get their own words, ask for their own permission, and write into their own workspace")
    void twenty() {
        IntStream.range(0, SESSIONS).forEach(this::script);
        List<String> ids = IntStream.range(0, SESSIONS).mapToObj(i -> coding.newSession()).toList();
        List<String> turns = new ArrayList<>();
        IntStream.range(0, SESSIONS).forEach(i -> turns.add(berth.prompt(ids.get(i), "write-" + i).getString("turnId")));
        IntStream.range(0, SESSIONS).forEach(i -> assertEquals("file-" + i + ".txt", coding.permit(ids.get(i), "once").getString("title")));
        for (int i = 0; i < SESSIONS; i++) {
            berth.awaitTurn(ids.get(i), turns.get(i), "completed");
            assertEquals("Beginning " + i + ". Ended " + i + ".", coding.answer(ids.get(i)));
            assertEquals("?? file-" + i + ".txt\n", coding.changes(ids.get(i)));
            assertEquals("content " + i, coding.file(ids.get(i), "file-" + i + ".txt"));
        }
        System.out.println("OpenCodeManyIT: with " + SESSIONS + " sessions used, resident memory in MB: OpenCode "
                + openCodeMemory() + ", Berth " + memory(coding.server().pid()));
    }

    private void script(int i) {
        coding.provider.script("write-" + i, say("Beginning " + i + ". ").and(call("write", Json.object("filePath", "file-" + i + ".txt",
                "content", "content " + i))), say("Ended " + i + "."));
    }

    private long openCodeMemory() {
        return coding.processes().stream().mapToLong(OpenCodeManyIT::memory).sum();
    }

    private static long memory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
