package dev.berth.api;

import dev.berth.live.LiveSessions;
import dev.berth.live.SessionRegistry;
import dev.berth.security.Caller;
import dev.berth.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/** What the JAX-RS resources share: the sessions, the caller and the body. */
abstract class Routes {

    @Inject
    private SessionRegistry registry;
    @Inject
    private Settings settings;
    @Context
    private HttpServletRequest request;

    SessionAccess access() {
        return new SessionAccess(sessions());
    }

    LiveSessions sessions() {
        return registry.sessions();
    }

    Caller caller() {
        return Caller.of(request);
    }

    Body body(InputStream in) {
        return Body.read(in, settings.bodyBytesMax());
    }
}
