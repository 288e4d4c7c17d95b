package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static final Usage SOME = new Usage(1, 20, 300, 4_000, 50_000, new BigDecimal("0.0000012"));

    @Test
    void isReadBackAsItWasWritten() {
        assertEquals(SOME, Usage.parse(SOME.toJson()));
        assertEquals("{\"input\":1,\"output\":20,\"reasoning\":300,\"cacheRead\":4000,\"cacheWrite\":50000,\"cost\":0.0000012}",
                SOME.toJson());
        assertNull(Usage.parse(null));
    }

    @Test
    void addsUp() {
        assertEquals(new Usage(2, 40, 600, 8_000, 100_000, new BigDecimal("0.0000024")), SOME.plus(SOME));
    }
}
