package dev.berth.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void everySettingHasADefault() {
        Settings settings = settings(Map.of());
        assertEquals("echo", settings.agent());
        assertEquals(Duration.ofSeconds(60), settings.idle());
        assertEquals("berth-data", settings.data().getFileName().toString());
        assertTrue(settings.data().isAbsolute());
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "1h,3600000", "PT30S,30000"})
    void aDurationIsWrittenInWordsOrInIsoForm(String text, long millis) {
        assertEquals(millis, settings(Map.of("berth.sessions.idle", text)).idle().toMillis());
    }

    @ParameterizedTest
    @CsvSource({"berth.sessions.idle,soon", "berth.sessions.idle,1ms", "berth.sessions.open-max,0", "berth.sessions.open-max,many",
        "berth.limits.body,12", "berth.cors.origins,example.org", "berth.echo.pause,-1s", "berth.ends-with-process,me",
        "berth.opencode.url,http://a b", "berth.opencode.url,http://[::1:80", "berth.opencode.url,http://:80",
        "berth.opencode.url,http://1\u7d7f20.0\u2029.1:4096"})
    void aWrongValueIsRefusedWithOneSentenceThatNamesIt(String name, String value) {
        String sentence = assertThrows(IllegalArgumentException.class, () -> settings(Map.of(name, value))).getMessage();
        assertTrue(sentence.startsWith(name + " must be "), sentence);
        assertTrue(sentence.contains("'" + value + "'"), sentence);
    }

    @Test
    void originsComeAsAList() {
        assertEquals(List.of("https://a.example", "http://localhost:3000"),
                settings(Map.of("berth.cors.origins", "https://a.example, http://localhost:3000")).corsOrigins());
    }

    private static Settings settings(Map<String, String> values) {
        Config config = (Config) Proxy.newProxyInstance(SettingsTest.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get((String) arguments[0])));
        return new Settings(config);
    }
}
