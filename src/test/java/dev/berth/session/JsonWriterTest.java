package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void separatesMembersAndElements() {
        String json = new JsonWriter().beginObject().member("a", 1).member("b", "x").name("c").beginArray().value(1).value("y")
                .endArray().member("d", (String) null).endObject().toString();
        assertEquals("{\"a\":1,\"b\":\"x\",\"c\":[1,\"y\"],\"d\":null}", json);
    }

    @Test
    void escapesWhatWouldBreakJsonOrAnEventStream() {
        assertEquals("\"\\\"\\\\\\n\\r\\t\\u0000\\u001f\"", JsonWriter.quoted("\"\\\n\r\t\0\u001f"));
    }

    @Test
    void leavesPairsAloneAndReplacesHalves() {
        assertEquals("\"\uD83D\uDE00\"", JsonWriter.quoted("\uD83D\uDE00"));
        assertEquals("\"a\uFFFDb\uFFFD\"", JsonWriter.quoted("a\uD83Db\uDE00"));
        assertEquals("\"\uFFFD\"", JsonWriter.quoted("\uD83D"));
    }

    @Test
    void writesWhatAnotherParserReadsBack() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(random.nextInt(40), 0, 0x2fff).filter(c -> !Character.isSurrogate((char) c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            try (var reader = Json.createReader(new StringReader('[' + JsonWriter.quoted(text) + ']'))) {
                assertEquals(text, reader.readArray().getString(0));
            }
        }
    }
}
