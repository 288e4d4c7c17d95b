package dev.berth.api;

import dev.berth.live.Viewer;
import dev.berth.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/**
 * Who comes in by a WebSocket: found out before the handshake, and carried through it as the request's principal, which is the
 * only thing of a request that every server's handshake hands on.
 */
record Visitor(Caller caller, Viewer viewer) implements Principal {

    @Override
    public String getName() {
        return viewer.userId();
    }

    /** The request as the handshake is to see it. */
    HttpServletRequest on(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
                return Visitor.this;
            }
        };
    }
}
