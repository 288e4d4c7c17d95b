package dev.berth.api;

import dev.berth.live.SessionRegistry;
import dev.berth.security.Reception;
import dev.berth.settings.LimitSettings;
import dev.berth.settings.Settings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Everything JAX-RS answers lies under {@code /api}. */
@ApplicationPath("/api")
public class Api extends Application {

    private Set<Object> routes;

    @Override
    @SuppressWarnings("deprecation") // The other way makes an object for each request, through the bean container.
    public synchronized Set<Object> getSingletons() {
        if (routes == null) {
            Reception reception = CDI.current().select(Reception.class).get();
            SessionRegistry registry = CDI.current().select(SessionRegistry.class).get();
            SessionAccess access = new SessionAccess(registry.sessions(), reception.guesses());
            Settings settings = CDI.current().select(Settings.class).get();
            LimitSettings limits = settings.limits();
            int max = limits.bodyBytesMax();
            routes = Set.of(new SessionsResource(access, limits), new SessionResource(access, max), new HistoryResource(access, max),
                    new MessagesResource(access, max), new TasksResource(access, max), new MetaResource(access, max),
                    new TurnsResource(access, max), new PermissionsResource(access, max),
                    new QuestionsResource(access, max), new SharesResource(access, max),
                    new TicketsResource(access, reception.tickets(), max), new RepositoriesResource(access, max),
                    new EventsResource(access, max), new MeResource(reception.login(), registry.agent()),
                    new AdminResource(registry.administration()), new Problems(),
                    new PublicScheme());
        }
        return routes;
    }

    /** Jersey would answer OPTIONS by a description of its own, which names its version; other servers do not know the word. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
