package dev.berth.security.oidc;

import dev.berth.settings.OidcSettings;
import dev.berth.settings.Settings;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Settings with a provider that is not there. */
final class GivenSettings {

    /** Where nobody answers. */
    static final String ISSUER = "http://127.0.0.1:1";

    private GivenSettings() {
    }

    static OidcSettings oidc(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(Map.of("berth.oidc.issuer", ISSUER, "berth.oidc.client-id", "berth"));
        given.putAll(more);
        Config config = (Config) Proxy.newProxyInstance(GivenSettings.class.getClassLoader(), new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.ofNullable(given.get((String) arguments[0])));
        return new Settings(config).access().oidc();
    }
}
