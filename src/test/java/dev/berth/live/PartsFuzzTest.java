package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.fuzz.Fuzz;
import dev.berth.session.JsonWriter;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Whatever an agent gives as JSON")
class PartsFuzzTest {

    @Test
    @DisplayName("is stored so that it can be read back")
    void anyText() {
        Fuzz.run("PartsReader", in -> requireReadBack(in.random().nextBoolean() ? in.text() : in.spoilt(in.json())));
    }

    @ParameterizedTest(name = "{0} levels")
    @DisplayName("at any depth is stored so that it can be read back (found: more than 998 levels could not be)")
    @ValueSource(ints = {1, 64, 200, 201, 990, 998, 999, 1_000, 1_001, 100_000})
    void deep(int levels) {
        requireReadBack("[".repeat(levels) + "]".repeat(levels));
        requireReadBack("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
    }

    private static void requireReadBack(String json) {
        Part part = PartsReader.sound(Part.toolCall("call", "tool", json, PartState.COMPLETE));
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(part.toolInput()), "not for a WebSocket");
        List<Part> again = PartsReader.parts(new JsonWriter().array(List.of(part)).toString());
        assertEquals(1, again.size());
        assertEquals(PartsReader.soundJson(again.get(0).toolInput()), again.get(0).toolInput());
    }
}
