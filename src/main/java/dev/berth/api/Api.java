package dev.berth.api;

import dev.berth.live.SessionRegistry;
import dev.berth.settings.Settings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Everything JAX-RS answers lies under {@code /api}. */
@ApplicationPath("/api")
public class Api extends Application {

    private Set<Object> routes;

    @Override
    @SuppressWarnings("deprecation") // The other way makes an object for each request, through the bean container.
    public synchronized Set<Object> getSingletons() {
        if (routes == null) {
            SessionAccess access = new SessionAccess(CDI.current().select(SessionRegistry.class).get().sessions());
            int max = CDI.current().select(Settings.class).get().bodyBytesMax();
            routes = Set.of(new SessionsResource(access, max), new SessionResource(access, max), new HistoryResource(access, max),
                    new MessagesResource(access, max), new TasksResource(access, max), new MetaResource(access, max),
                    new TurnsResource(access, max), new PermissionsResource(access, max),
                    new QuestionsResource(access, max), new Problems());
        }
        return routes;
    }
}
