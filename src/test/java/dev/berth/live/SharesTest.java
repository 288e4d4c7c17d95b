package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Refusal;
import dev.berth.session.Share;
import dev.berth.session.Shares;
import dev.berth.session.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharesTest {

    @TempDir
    private Path data;
    private House house;
    private String id;

    @BeforeEach
    void open() {
        house = new House(data, new ScriptedAgent());
        id = house.newSession();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void holdUntilTheyAreTakenBackAlsoAfterSleep() {
        String hash = Tokens.hash("token");
        Share share = house.ask(id, session -> session.shares().add(hash, Duration.ofHours(1)));
        house.sleep(id);
        assertTrue(holds(hash));
        house.ask(id, session -> session.shares().revoke(share.id()));
        house.sleep(id);
        assertFalse(holds(hash));
    }

    @Test
    void areNeitherEventsNorMetadataNorMemory() {
        Long before = house.ask(id, session -> session.events().last());
        house.ask(id, session -> session.shares().add(Tokens.hash("token"), Duration.ofHours(1)));
        Long after = house.ask(id, session -> session.events().last());
        assertEquals(before, after);
        String shown = house.ask(id, session -> session.metadata().toJson());
        assertFalse(shown.contains("share"));
        Map<String, String> memory = house.ask(id, session -> session.metadata().memory());
        assertEquals(Map.of(), memory);
    }

    @Test
    void areLimitedAndThoseThatHoldNoLongerMakeRoom() {
        for (int i = 0; i < Shares.COUNT_MAX; i++) {
            String hash = Tokens.hash("token " + i);
            house.ask(id, session -> session.shares().add(hash, Duration.ofHours(1)));
        }
        assertThrows(Refusal.class, () -> house.ask(id, session -> session.shares().add(Tokens.hash("more"), Duration.ofHours(1))));
        String one = house.ask(id, session -> session.shares().all().get(50).id());
        house.ask(id, session -> session.shares().revoke(one));
        house.ask(id, session -> session.shares().add(Tokens.hash("more"), Duration.ofHours(1)));
        List<Share> all = house.ask(id, session -> session.shares().all());
        assertEquals(Shares.COUNT_MAX, all.size());
    }

    private boolean holds(String hash) {
        Boolean holds = house.ask(id, session -> session.shares().holds(session.shares().withToken(hash).orElseThrow()));
        return holds;
    }
}
