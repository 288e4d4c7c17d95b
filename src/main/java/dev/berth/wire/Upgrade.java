package dev.berth.wire;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;

/** Where the container hands a connection over. It makes this object itself, so the WebSocket and the connection meet here, in any order. */
public final class Upgrade implements HttpUpgradeHandler {

    private WebSocket socket;
    private WebConnection connection;

    void serve(WebSocket given) {
        synchronized (this) {
            socket = given;
            if (connection == null) {
                return;
            }
        }
        given.begin(connection);
    }

    @Override
    public void init(WebConnection given) {
        synchronized (this) {
            connection = given;
            if (socket == null) {
                return;
            }
        }
        socket.begin(given);
    }

    @Override
    public void destroy() {
        WebSocket there;
        synchronized (this) {
            there = socket;
        }
        if (there != null) {
            there.end();
        }
    }
}
