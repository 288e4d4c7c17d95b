package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void anIdIsAUuidOfVersion7ThatBeginsWithItsTime() {
        UUID id = Ids.at(0x0123_4567_89abL, -1, -1);
        assertEquals("01234567-89ab-7fff-bfff-ffffffffffff", id.toString());
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
    }

    @Test
    void laterOnesSortBehindEarlierOnes() {
        assertTrue(Ids.at(41, -1, -1).toString().compareTo(Ids.at(42, 0, 0).toString()) < 0);
    }

    @Test
    void noneComesTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertTrue(seen.add(Ids.next()));
        }
    }
}
