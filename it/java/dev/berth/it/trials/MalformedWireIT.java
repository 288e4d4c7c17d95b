package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.fuzz.Fuzz;
import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowSocket;
import dev.berth.it.Json;
import dev.berth.it.Problems;
import dev.berth.it.RawSocket;
import dev.berth.it.SharedServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T20. What is in the tables of {@link BadRequests} and {@link BadFrames}, each followed by a request that must be answered. */
@DisplayName("What is malformed on the wire")
class MalformedWireIT {

    private static final List<String> MEMBERS = List.of("type", "content", "mode", "clientMessageId", "id", "reply", "answers", "model");

    /** Less than the pause between two heartbeats, so that none of them passes for an answer. */
    private static final int SILENCE_MILLIS_MAX = 10_000;
    private static final int SILENCE = -2;
    private static final int CASES_MIN = 500;

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final List<String> wrong = new ArrayList<>();

    @Test
    @DisplayName("in a request is refused with 4xx or by closing, never with 5xx and never by silence; the next request is answered")
    void requests() {
        List<BadRequests.Case> cases = BadRequests.cases(id, berth.port());
        for (BadRequests.Case one : cases) {
            String answer = one.send(berth.port());
            if (!one.allows(answer)) {
                wrong.add(one.name() + " gave " + answer);
            }
            berth.get("/sessions/" + id).expect(200);
        }
        System.out.println("MalformedWireIT: " + cases.size() + " requests");
        assertTrue(cases.size() >= CASES_MIN, () -> cases.size() + " cases");
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("in a WebSocket's frames ends the connection with a code, and nobody else's")
    void frames() {
        try (FollowSocket other = berth.socket(id, "")) {
            other.ready();
            for (BadFrames.Case one : BadFrames.fatal()) {
                try (RawSocket socket = RawSocket.open(berth.port(), "/api/sessions/" + id + "/websocket")) {
                    socket.send(one.bytes());
                    int code = closeCode(socket.patient(SILENCE_MILLIS_MAX));
                    if (!Set.of(RawSocket.CUT, 1000, 1002, 1003, 1007, 1008, 1009).contains(code)) {
                        wrong.add(one.name() + " gave " + code);
                    }
                }
                other.send(Json.object("type", "ping"));
                berth.get("/sessions/" + id).expect(200);
            }
            Await.until("a pong for each", () -> other.frames().ofType("pong").size() == BadFrames.fatal().size());
        }
        System.out.println("MalformedWireIT: " + BadFrames.fatal().size() + " fatal frames, " + BadFrames.harmless().size() + " harmless");
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("but may be, such as empty continuations and many pings, is taken")
    void harmless() {
        for (BadFrames.Case one : BadFrames.harmless()) {
            try (RawSocket socket = RawSocket.open(berth.port(), "/api/sessions/" + id + "/websocket")) {
                socket.send(one.bytes());
                String text = socket.nextText();
                while (text != null && !text.contains("\"echo\"")) {
                    text = socket.nextText();
                }
                if (text == null) {
                    wrong.add(one.name() + " was closed with " + socket.code());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("as random text in sound frames is answered or refused, and the connection goes on (T19)")
    void randomFrames() {
        try (FollowSocket socket = berth.socket(id, "")) {
            socket.ready();
            int[] pings = {0};
            Fuzz.run("ClientFrames", "5s", in -> {
                String text = in.random().nextInt(4) == 0 ? in.text() : in.spoilt(in.jsonObject(MEMBERS));
                String sent = wellFormed(text.substring(0, Math.min(15_000, text.length())));
                socket.send(sent).send(Json.object("type", "ping"));
                pings[0]++;
                Await.until("a pong", () -> socket.frames().ofType("pong").size() >= pings[0] || !socket.isOpen());
                assertTrue(socket.isOpen(), "closed");
            });
            socket.frames().ofType("error").forEach(frame -> Problems.assertDiscreet(frame.data().getString("error")));
        }
        berth.post("/sessions/" + id + "/stop").expect(200);
    }

    private static int closeCode(RawSocket socket) {
        try {
            return socket.awaitClose();
        } catch (AssertionError e) {
            return SILENCE;
        }
    }

    /** A client's own library refuses halves of characters; they come as escapes instead. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
