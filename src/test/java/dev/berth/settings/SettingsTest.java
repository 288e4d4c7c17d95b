package dev.berth.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        "berth.opencode.url,http://1\u7d7f20.0\u2029.1:4096", "berth.url,berth.example.org", "berth.url,https://berth.example.org/",
        "berth.oidc.issuer,id.example.org", "berth.oidc.issuer,http://id.example.org", "berth.oidc.issuer,https://id.example.org?a=b",
        "berth.oidc.issuer,https://a@id.example.org", "berth.oidc.scope,profile", "berth.oidc.scope,openid  profile",
        "berth.oidc.login-max,1s"})
    void aWrongValueIsRefusedWithOneSentenceThatNamesIt(String name, String value) {
        String sentence = assertThrows(IllegalArgumentException.class, () -> settings(Map.of(name, value))).getMessage();
        assertTrue(sentence.startsWith(name + " must be "), sentence);
        assertTrue(sentence.contains("'" + value + "'"), sentence);
    }

    @ParameterizedTest
    @CsvSource({"berth.oidc.issuer,https://id.example.org,berth.oidc.client-id", "berth.oidc.client-id,berth,berth.oidc.issuer",
        "berth.oidc.admin-claim,groups,berth.oidc.issuer"})
    void whatIsMissingForLoginsIsNamed(String name, String value, String missing) {
        String sentence = assertThrows(IllegalArgumentException.class, () -> settings(Map.of(name, value))).getMessage();
        assertTrue(sentence.startsWith(missing + " must be given with " + name), sentence);
    }

    @Test
    void aSecretThatNoHeaderCarriesIsRefusedAndNotRepeated() {
        String sentence = assertThrows(IllegalArgumentException.class, () -> settings(Map.of("berth.api-secret", "open sesame"))).getMessage();
        assertTrue(sentence.startsWith("berth.api-secret must be "), sentence);
        assertFalse(sentence.contains("sesame"), sentence);
    }

    @Test
    void nobodyLogsInWithoutAProvider() {
        assertFalse(settings(Map.of("berth.url", "https://berth.example.org")).access().oidc().isOn());
        OidcSettings oidc = settings(Map.of("berth.oidc.issuer", "http://localhost:8180/realms/berth", "berth.oidc.client-id", "berth")).access().oidc();
        assertTrue(oidc.isOn());
        assertEquals("berth", oidc.audience());
        assertEquals(Duration.ofHours(8), oidc.loginMax());
    }

    @Test
    void originsComeAsAList() {
        assertEquals(List.of("https://a.example", "http://localhost:3000"),
                settings(Map.of("berth.cors.origins", "https://a.example, http://localhost:3000")).access().corsOrigins());
    }

    private static Settings settings(Map<String, String> values) {
        Config config = (Config) Proxy.newProxyInstance(SettingsTest.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(values.get((String) arguments[0])));
        return new Settings(config);
    }
}
