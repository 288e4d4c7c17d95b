package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A body that arrives")
class ArrivingBodyTest {

    private static final int MAX = 100_000;

    @Test
    @DisplayName("is taken as it is, whether its length is told or not, up to the limit and not a byte beyond")
    void whole() throws IOException {
        for (int length : new int[] {0, 1, 4_095, 4_096, 4_097, 20_000, MAX - 1, MAX}) {
            byte[] sent = new byte[length];
            new Random(length).nextBytes(sent);
            assertArrayEquals(sent, take(new ArrivingBody(length, MAX), sent));
            assertArrayEquals(sent, take(new ArrivingBody(-1, MAX), sent));
        }
        assertThrows(Refusal.class, () -> new ArrivingBody(MAX + 1, MAX));
        assertThrows(Refusal.class, () -> take(new ArrivingBody(-1, MAX), new byte[MAX + 1]));
    }

    @Test
    @DisplayName("takes memory for what has come and not for what was announced")
    void memory() throws IOException {
        ArrivingBody body = new ArrivingBody(MAX, MAX);
        assertTrue(body.capacity() <= 4_096);
        assertFalse(!body.takeFrom(new ByteArrayInputStream(new byte[10])));
        assertTrue(body.capacity() <= 4_096);
    }

    @Test
    @DisplayName("shares its room with all others; who gets none takes none")
    void room() {
        BodyRoom room = new BodyRoom();
        int half = 32 << 20;
        room.take(half);
        room.take(half);
        assertEquals(Refusal.Code.UNAVAILABLE, assertThrows(Refusal.class, () -> room.take(1)).code());
        room.give(half);
        room.take(half);
    }

    private static byte[] take(ArrivingBody body, byte[] sent) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(sent);
        while (body.takeFrom(in)) {
            // More may come.
        }
        return body.bytes();
    }
}
