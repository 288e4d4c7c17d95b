package dev.berth.wire;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;

/** Where the container hands a connection over. It makes this object itself, so the WebSocket and the connection meet here, in any order. */
public final class Upgrade implements HttpUpgradeHandler {

    private WebSocket socket;
    private WebConnection connection;

    synchronized void serve(WebSocket given) {
        socket = given;
        beginOnceBothAreThere();
    }

    @Override
    public synchronized void init(WebConnection given) {
        connection = given;
        beginOnceBothAreThere();
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

    private void beginOnceBothAreThere() {
        if (socket != null && connection != null) {
            socket.begin(connection);
        }
    }
}
