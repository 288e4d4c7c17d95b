package dev.berth.settings;

import java.util.List;
import java.util.stream.Stream;

/** Who may call, and from where. Nothing configured means local mode: one person, on this machine only. */
public final class AccessSettings {

    private final List<String> apiSecrets;
    private final List<String> corsOrigins;
    private final List<String> hosts;
    private final List<String> proxies;
    private final OidcSettings oidc;

    AccessSettings(SettingsReader read) {
        apiSecrets = Stream.of("berth.api-secret", "berth.api-secret.second").map(read::secret)
                .filter(secret -> secret != null).toList();
        corsOrigins = read.origins("berth.cors.origins");
        hosts = read.hosts("berth.hosts");
        proxies = read.addresses("berth.proxies");
        oidc = new OidcSettings(read);
    }

    /**
     * {@code berth.api-secret}: what a trusted service shows as {@code Authorization: Bearer}; {@code berth.api-secret.second} is
     * accepted too, so that it can be changed without a gap. Default none.
     */
    public List<String> apiSecrets() {
        return apiSecrets;
    }

    /** Whether there is nobody but the one person of local mode. */
    public boolean isLocal() {
        return apiSecrets.isEmpty() && !oidc.isOn();
    }

    /** {@code berth.oidc.*} and {@code berth.url}: how people log in, and where. */
    public OidcSettings oidc() {
        return oidc;
    }

    /** {@code berth.cors.origins}: origins of other front ends that may call, separated by commas. Default none. */
    public List<String> corsOrigins() {
        return corsOrigins;
    }

    /**
     * {@code berth.hosts}: the names by which Berth may be called, separated by commas and without a port; any other {@code Host} is
     * refused. Default: any, and in local mode those of this machine, always.
     */
    public List<String> hosts() {
        return hosts;
    }

    /**
     * {@code berth.proxies}: addresses of proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed, separated by
     * commas. Default none.
     */
    public List<String> proxies() {
        return proxies;
    }
}
