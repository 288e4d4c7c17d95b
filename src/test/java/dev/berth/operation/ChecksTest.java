package dev.berth.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.AgentHealth;
import dev.berth.session.SessionStore;
import dev.berth.session.StorageFailure;
import dev.berth.settings.HealthSettings;
import dev.berth.settings.Settings;
import dev.berth.store.SqliteSessionStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A health check")
class ChecksTest {

    private static final AgentHealth AWAY = new AgentHealth(false, Map.of("state", "down", "version", "1.2.3", "lastFailure", "/a/path"));

    @TempDir
    private Path data;

    @Test
    @DisplayName("shows an agent that is away, without its version and its words, and is up unless the agent is required")
    void agent() {
        Finding shown = Checks.agent(AWAY, settings(Map.of()));
        assertTrue(shown.well());
        assertEquals(Map.of("state", "down", "able", false), shown.facts());
        assertFalse(Checks.agent(AWAY, settings(Map.of("berth.health.agent-required", "true"))).well());
        assertTrue(Checks.agent(AgentHealth.READY, settings(Map.of("berth.health.agent-required", "true"))).well());
    }

    @Test
    @DisplayName("is down when there is less room on the disk than is wanted")
    void disk() {
        try (SessionStore store = new SqliteSessionStore(data)) {
            assertTrue(Checks.disk(store, settings(Map.of("berth.health.disk-free-min", "0"))).well());
            boolean aTebibyteFree = store.freeBytes() >= 1L << 40;
            assertEquals(aTebibyteFree, Checks.disk(store, settings(Map.of("berth.health.disk-free-min", "1048576"))).well());
        }
    }

    @Test
    @DisplayName("really writes, leaves nothing behind, and fails when the folder is gone")
    void folder() throws IOException {
        try (SessionStore store = new SqliteSessionStore(data)) {
            assertTrue(Checks.folder(store).well());
            try (var left = Files.list(data.resolve("sessions"))) {
                assertEquals(List.of(), left.toList());
            }
            Files.delete(data.resolve("sessions"));
            assertThrows(StorageFailure.class, () -> Checks.folder(store));
        }
    }

    private static HealthSettings settings(Map<String, String> given) {
        Config config = (Config) Proxy.newProxyInstance(ChecksTest.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(given.get(arguments[0])));
        return new Settings(config).health();
    }
}
