package dev.berth.it.oidc;

import dev.berth.it.OwnServer;
import java.util.Map;
import java.util.stream.Stream;

/** A server of its own and the provider that it asks. */
public final class ServerWithLogin implements AutoCloseable {

    private final OpenIdProvider provider = new OpenIdProvider();
    private final OwnServer server;

    /** Prepares both; none is started yet. @param more settings, names and values in turn */
    public ServerWithLogin(String... more) {
        String[] settings = {"berth.oidc.issuer", provider.issuer(), "berth.oidc.client-id", OpenIdProvider.CLIENT,
            "berth.oidc.audience", OpenIdProvider.AUDIENCE, "berth.oidc.scope", "openid profile groups",
            "berth.oidc.admin-claim", "groups", "berth.oidc.admin-value", "berth-admins", "berth.echo.pause", "5ms"};
        server = new OwnServer(Stream.of(settings, more).flatMap(Stream::of).toArray(String[]::new))
                .environment(Map.of("BERTH_OIDC_CLIENT_SECRET", OpenIdProvider.SECRET));
    }

    /** Starts both. */
    public ServerWithLogin start() {
        startProvider();
        server.start();
        return this;
    }

    /** Starts the provider alone. */
    public void startProvider() {
        provider.start(server.berth().at(""));
    }

    public OpenIdProvider provider() {
        return provider;
    }

    public OwnServer server() {
        return server;
    }

    /** A browser, done by hand, of somebody who has not logged in. */
    public Visitor visitor() {
        return new Visitor(server.berth().at(""));
    }

    @Override
    public void close() {
        server.close();
        provider.close();
    }
}
