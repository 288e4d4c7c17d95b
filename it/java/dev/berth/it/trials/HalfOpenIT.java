package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowSocket;
import dev.berth.it.Json;
import dev.berth.it.RawSocket;
import dev.berth.it.SharedServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T13. */
@DisplayName("Peers who are there no more, though their connections are open")
class HalfOpenIT {

    private static final int PEERS = Integer.getInteger("berth.it.half-open", 50);

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("are let go when they leave heartbeats unanswered; who answers stays")
    void reaped() {
        List<RawSocket> silent = new ArrayList<>();
        try (FollowSocket sound = berth.socket(id, "")) {
            for (int i = 0; i < PEERS; i++) {
                silent.add(RawSocket.open(berth.port(), "/api/sessions/" + id + "/websocket"));
            }
            silent.forEach(RawSocket::awaitClose);
            Await.until("only who answers is shown", () -> {
                var told = sound.frames().ofType("presence");
                return !told.isEmpty() && told.get(told.size() - 1).data().getInt("present") == 1;
            });
            sound.send(Json.object("type", "ping")).frames().await("pong");
            assertTrue(sound.isOpen());
        }
    }
}
