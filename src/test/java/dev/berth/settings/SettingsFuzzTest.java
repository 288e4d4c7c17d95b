package dev.berth.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.fuzz.Fuzz;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Any value of any setting")
class SettingsFuzzTest {

    private static final Map<String, String> RIGHT = Map.ofEntries(Map.entry("berth.data", "/var/berth"),
            Map.entry("berth.sessions.idle", "30s"), Map.entry("berth.echo.pause", "500ms"), Map.entry("berth.limits.turn", "PT30M"),
            Map.entry("berth.limits.answer", "P1DT2H"), Map.entry("berth.limits.body", "65536"), Map.entry("berth.sessions.open-max", "500"),
            Map.entry("berth.cors.origins", "https://a.example, http://b.example:3000"), Map.entry("berth.ends-with-process", "4711"),
            Map.entry("berth.opencode.url", "http://127.0.0.1:4096"), Map.entry("berth.opencode.config", "/opencode.json"),
            Map.entry("berth.opencode.model", "anthropic/claude"), Map.entry("berth.opencode.environment", "A_KEY,B"),
            Map.entry("berth.workspace.remote", "https://git.example.org/{owner}/{name}.git"),
            Map.entry("berth.workspace.allow-empty", "true"), Map.entry("berth.workspace.clone-max", "10m"),
            Map.entry("berth.url", "https://berth.example.org:8443"), Map.entry("berth.oidc.issuer", "https://id.example.org/realms/berth"),
            Map.entry("berth.oidc.scope", "openid profile email"), Map.entry("berth.oidc.login-max", "12h"),
            Map.entry("berth.health.disk-free-min", "256"), Map.entry("berth.health.agent-required", "false"));
    /** What the settings of logins need beside them. */
    private static final Map<String, String> BESIDE = Map.of("berth.oidc.issuer", "https://id.example.org", "berth.oidc.client-id", "berth");
    private static final List<String> NAMES = List.copyOf(RIGHT.keySet());

    @Test
    @DisplayName("is taken, or refused with a sentence that names the setting")
    void anyValue() {
        Fuzz.run("Settings", in -> {
            String name = in.oneOf(NAMES);
            String value = in.random().nextInt(3) == 0 ? in.text() : in.spoilt(RIGHT.get(name));
            try {
                settings(name, value);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith(name + " "), () -> name + " said: " + e.getMessage());
            }
        });
    }

    private static void settings(String name, String value) {
        Config config = (Config) Proxy.newProxyInstance(SettingsFuzzTest.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(name.equals(arguments[0]) ? value
                        : name.startsWith("berth.oidc.") ? BESIDE.get((String) arguments[0]) : null));
        new Settings(config).check();
    }
}
