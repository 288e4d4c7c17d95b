package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Operator;
import dev.berth.it.OwnServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server whose disk")
class SickDiskIT {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is full, and then read-only, is live and not ready, and ready again each time that is over, without a restart")
    void sick() throws IOException {
        try (Disk disk = mount(); OwnServer server = server()) {
            Operator operator = new Operator(server.berth());
            operator.awaitReady(200);
            disk.fill();
            requireUnready(operator);
            assertFalse(operator.isUp("disk"));
            disk.free();
            operator.awaitReady(200);
            disk.readOnly();
            requireUnready(operator);
            disk.writable();
            operator.awaitReady(200);
            Trial.say(getClass(), "not ready while the disk was full, and while it was read-only (" + disk.kind() + ")");
        }
    }

    private void requireUnready(Operator operator) {
        operator.awaitReady(503);
        Await.until("the folder to be down", () -> !operator.isUp("folder"));
        assertTrue(operator.isUp("catalogue"));
        assertFalse(operator.health("ready").body().contains(folder.toString()));
        operator.health("live").expect(200);
        operator.health("started").expect(200);
    }

    private Disk mount() throws IOException {
        return Disk.mount(folder.resolve("disk.img"), folder.resolve("data").resolve("sessions"));
    }

    private OwnServer server() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        return new OwnServer(data, "berth.health.disk-free-min", "1").start();
    }
}
