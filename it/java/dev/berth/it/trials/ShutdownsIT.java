package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.it.DataFolder;
import dev.berth.it.OwnServer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code -Dberth.it.shutdowns=50} stops as often as that, {@code -Dberth.it.seed=…} repeats a run. */
@DisplayName("A server that is told to stop while writers write and readers read")
class ShutdownsIT {

    private static final int SHUTDOWNS = Integer.getInteger("berth.it.shutdowns", 2);
    private static final int SESSIONS = 4;
    private static final int WRITERS = 8;
    private static final int WRITES_MAX = 400;

    private final OwnServer server = new OwnServer("berth.echo.pause", "20ms");
    private WireLoad load;

    @AfterEach
    void stop() {
        if (load != null) {
            load.close();
        }
        server.close();
    }

    @Test
    @DisplayName("tells every reader, leaves no file open, and has lost nothing that was acknowledged or seen when it is back (P1, P3)")
    void stopped() {
        Random random = Seed.random(getClass());
        server.start();
        load = new WireLoad(server.berth(), SESSIONS, 0).start(server.berth(), WRITERS);
        for (int i = 0; i < SHUTDOWNS; i++) {
            load.awaitAcknowledged(1 + random.nextInt(WRITES_MAX));
            server.stop();
            load.readers().forEach(ShutdownsIT::requireTold);
            assertFalse(DataFolder.of(server.data()).all().stream().anyMatch(name -> name.endsWith("-wal")), "a file was left open");
            server.start();
            load.comeBack(server.berth());
        }
        List<String> violations = load.violations(server.berth());
        System.out.println("ShutdownsIT: " + SHUTDOWNS + " shutdowns, " + load.acknowledgements() + " acknowledgements, "
                + load.sightings() + " sightings, " + violations.size() + " violations; refused " + load.refusals());
        assertEquals(List.of(), violations);
    }

    private static void requireTold(WireReader reader) {
        String how = reader.frames().awaitEnd();
        if (reader.way() == WireReader.Way.SOCKET) {
            assertEquals("closed with 1012", how.substring(0, Math.min(16, how.length())), how);
        } else {
            assertEquals("ended", how);
        }
    }
}
