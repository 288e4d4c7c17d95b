package dev.berth.it.access;

import dev.berth.it.RawHttp;
import dev.berth.it.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The beginning of a WebSocket, and nothing more. */
final class Handshake {

    private final RawHttp raw;

    Handshake(int port) {
        raw = new RawHttp(port);
    }

    /** @param headers names and values in turn */
    AccessMatrixIT.Answer send(URI uri, String... headers) {
        List<String> lines = new ArrayList<>(List.of("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i] + ": " + headers[i + 1]);
        }
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        Reply reply = raw.get(target, lines.toArray(String[]::new));
        return new AccessMatrixIT.Answer(reply.status(), reply.body());
    }
}
