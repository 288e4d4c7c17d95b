package dev.berth.api;

import dev.berth.live.LiveSessions;
import java.io.InputStream;

/** What the JAX-RS resources share. They are plain objects, made once: a bean for each request would cost more than its work. */
abstract class Routes {

    private final SessionAccess access;
    private final int bodyBytesMax;

    Routes(SessionAccess access, int bodyBytesMax) {
        this.access = access;
        this.bodyBytesMax = bodyBytesMax;
    }

    SessionAccess access() {
        return access;
    }

    LiveSessions sessions() {
        return access.sessions();
    }

    Body body(InputStream in) {
        return Body.read(in, bodyBytesMax);
    }
}
