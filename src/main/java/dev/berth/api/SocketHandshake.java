package dev.berth.api;

import dev.berth.live.LiveSession;
import dev.berth.live.Moment;
import dev.berth.live.SessionRegistry;
import dev.berth.log.Trace;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes at the handshake how far the session has come: from there on the connection follows, however long joining takes. */
public final class SocketHandshake extends ServerEndpointConfig.Configurator {

    private static final Pattern ID = Pattern.compile("/api/sessions/([^/?]+)/websocket");
    private static final String MOMENT = Moment.class.getName();
    private static final String TRACE = Trace.class.getName();

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        config.getUserProperties().put(TRACE, Trace.current());
        Matcher id = ID.matcher(request.getRequestURI().toString());
        if (id.find()) {
            SessionRegistry registry = CDI.current().select(SessionRegistry.class).get();
            config.getUserProperties().put(MOMENT, registry.sessions().with(id.group(1), LiveSession::moment));
        }
    }

    /** The request that the connection came by; what its client says is done for it. */
    static Trace trace(EndpointConfig config) {
        return (Trace) config.getUserProperties().getOrDefault(TRACE, Trace.NONE);
    }

    static Moment moment(EndpointConfig config) {
        return (Moment) config.getUserProperties().get(MOMENT);
    }
}
