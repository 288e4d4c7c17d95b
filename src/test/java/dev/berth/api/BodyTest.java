package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Mode;
import dev.berth.session.Refusal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    @Test
    void givesWhatIsThereAndNullForWhatIsLeftOut() {
        Body body = Body.parse("{\"a\":\"x\",\"n\":null,\"m\":\"plan\"}");
        assertEquals("x", body.text("a", 10));
        assertNull(body.optionalText("n", 10));
        assertNull(body.optionalText("none", 10));
        assertEquals(Mode.PLAN, body.optionalChoice("m", Mode.class));
    }

    @Test
    void namesTheFieldThatDoesNotFit() {
        Body body = Body.parse("{\"n\":1,\"long\":\"12345\",\"mode\":\"fast\"}");
        assertTrue(refusal(() -> body.text("n", 10)).getMessage().startsWith("n "));
        assertTrue(refusal(() -> body.text("long", 4)).getMessage().startsWith("long "));
        assertTrue(refusal(() -> body.text("none", 4)).getMessage().startsWith("none "));
        assertEquals("mode must be one of build, plan.", refusal(() -> body.optionalChoice("mode", Mode.class)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "1", "{\"a\":}", "{\"a\":1}}", "\u0000", "{\"a\":1e999999999999}x"})
    void whatIsNoObjectIsRefused(String text) {
        assertEquals(Refusal.Code.INVALID, refusal(() -> Body.parse(text)).code());
    }

    @Test
    void aBodyThatIsTooDeepIsRefusedBeforeItIsParsed() {
        String deep = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        assertTrue(refusal(() -> Body.parse(deep)).getMessage().contains("nested"));
        Body.parse("{\"brackets in a text\":\"" + "[".repeat(10_000) + "\\\"\"}");
    }

    @Test
    void aCharacterThatIsNoneIsRefused() {
        for (String escape : new String[] {"\\ud800", "\\udc00x", "\\u0000"}) {
            Body body = Body.parse("{\"a\":\"" + escape + "\"}");
            assertTrue(refusal(() -> body.text("a", 10)).getMessage().startsWith("a "));
        }
        assertEquals("\uD83D\uDE00", Body.parse("{\"a\":\"\\ud83d\\ude00\"}").text("a", 10));
    }

    @Test
    void bytesAreLimitedAndMustBeUtf8() {
        assertEquals(Refusal.Code.TOO_LARGE, refusal(() -> Body.read(in("{\"a\":\"xxxx\"}".getBytes(StandardCharsets.UTF_8)), 5)).code());
        assertEquals("The body is not UTF-8.", refusal(() -> Body.read(in(new byte[] {'{', (byte) 0xc3, '}'}), 100)).getMessage());
    }

    @Test
    void aNumberThatNoParserTakesIsRefusedAndIsNoFaultOfOurs() {
        assertEquals("The body is not JSON.", refusal(() -> Body.parse("{\"n\":" + "9".repeat(1_200) + "}")).getMessage());
        assertEquals("p is not JSON.", refusal(() -> Body.parse("{\"p\":\"[" + "9".repeat(1_200) + "]\"}").optionalArray("p")).getMessage());
    }

    @Test
    void anArrayMayComeAsTheTextOfOne() {
        assertEquals("[{\"type\":\"text\"}]", Body.parse("{\"p\":\"[{\\\"type\\\":\\\"text\\\"}]\"}").optionalArray("p").toString());
        assertEquals("p must be an array.", refusal(() -> Body.parse("{\"p\":{}}").optionalArray("p")).getMessage());
        assertEquals("p is not JSON.", refusal(() -> Body.parse("{\"p\":\"[\"}").optionalArray("p")).getMessage());
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static Refusal refusal(Runnable action) {
        return assertThrows(Refusal.class, action::run);
    }
}
