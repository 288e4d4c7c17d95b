package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A connection on which nothing happens")
class HeartbeatIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("gets a heartbeat, stays open, and is told what happens afterwards")
    void quiet() {
        try (FollowSocket socket = berth.socket(id, ""); FollowEvents events = berth.events("/sessions/" + id + "/events");
                FollowEvents dashboard = berth.events("/events?userId=" + Berth.newId())) {
            socket.ready();
            Await.until("heartbeats", () -> socket.pings() > 0 && events.commented() && dashboard.commented() || !socket.isOpen());
            assertTrue(socket.isOpen(), "the heartbeat has closed the socket");
            assertFalse(events.frames().hasEnded() || dashboard.frames().hasEnded());
            String stored = berth.store(id, "after a while").getString("id");
            socket.frames().await("the message", frame -> frame.data().toString().contains(stored));
            events.frames().await("the message", frame -> frame.data().toString().contains(stored));
        }
    }
}
