package dev.berth.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.fuzz.Fuzz;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Whatever bytes a client sends over a WebSocket")
class FrameReaderFuzzTest {

    private static final int CHARS_MAX = 500;
    private static final int[] FIRSTS = {0x81, 1, 0, 0x80, 0x89, 0x8a, 0x88, 0x82, 0xc1};
    private static final Set<Integer> CODES = Set.of(1002, 1003, 1007, 1009);

    @Test
    @DisplayName("are heard, or end the connection with a code that the protocol has, the same whether they come at once or one by one")
    void anyBytes() {
        Fuzz.run("FrameReader", in -> {
            byte[] bytes = bytes(in.random());
            assertEquals(heard(bytes, bytes.length), heard(bytes, 1));
        });
    }

    private static List<String> heard(byte[] bytes, int atOnce) {
        Heard heard = new Heard();
        FrameReader reader = new FrameReader(heard, CHARS_MAX);
        try {
            for (int from = 0; from < bytes.length; from += atOnce) {
                reader.read(Arrays.copyOfRange(bytes, from, from + atOnce), atOnce);
            }
        } catch (Violation e) {
            assertTrue(CODES.contains(e.code()), e::getMessage);
            heard.words.add("ended with " + e.code());
        }
        return heard.words;
    }

    private static byte[] bytes(Random random) {
        ClientBytes frames = new ClientBytes();
        for (int i = random.nextInt(6); i >= 0; i--) {
            byte[] payload = new byte[random.nextInt(random.nextBoolean() ? 6 : 1_200)];
            random.nextBytes(payload);
            for (int at = 0; random.nextInt(8) > 0 && at < payload.length; at++) {
                payload[at] &= 0x7f;
            }
            frames.frame(FIRSTS[random.nextInt(FIRSTS.length)], payload);
        }
        byte[] bytes = frames.all();
        if (random.nextInt(3) == 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}
