package dev.berth.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.PromptFile;
import dev.berth.session.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files of a prompt")
class PromptFilesTest {

    private static final String GOOD = "{'name':'a.txt','url':'data:text/plain;base64,aGk='}";

    @Test
    void areTakenInTheirOrder() {
        List<PromptFile> files = files("[" + GOOD + ",{'name':'ü/b c','url':'data:image/svg+xml;charset=utf-8;base64,','more':1}]");
        assertEquals(List.of(new PromptFile("a.txt", "data:text/plain;base64,aGk="),
                new PromptFile("ü/b c", "data:image/svg+xml;charset=utf-8;base64,")), files);
        assertEquals("text/plain hi", files.get(0).mediaType() + " " + new String(files.get(0).bytes(), StandardCharsets.UTF_8));
        assertEquals("image/svg+xml 0", files.get(1).mediaType() + " " + files.get(1).bytes().length);
    }

    @Test
    void mayBeNoneAndUpToTen() {
        assertEquals(List.of(), PromptFiles.of(Body.parse("{}")));
        assertEquals(List.of(), files("null"));
        assertEquals(List.of(), files("[]"));
        assertEquals(10, files("[" + GOOD + ("," + GOOD).repeat(9) + "]").size());
        assertRefused("files must", "[" + GOOD + ("," + GOOD).repeat(10) + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "{}", "'[]'", "true", "'x'"})
    void mustBeAnArray(String given) {
        assertRefused("files must", given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "[]", "'data:text/plain;base64,aGk='"})
    void mustBeObjectsEachOfThem(String second) {
        assertRefused("files[1] ", "[" + GOOD + "," + second + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "''", "'a\\nb'", "'a\\u0000'", "'\\u007f'", "'\\u0085'", "'\\ud800'"})
    void mustHaveNames(String name) {
        assertRefused("files[1].name ", "[" + GOOD + ",{'name':" + name + ",'url':'data:text/plain;base64,aGk='}]");
    }

    @Test
    void mustHaveNamesThatAreNotTooLong() {
        assertEquals(1, files("[{'name':'" + "x".repeat(255) + "','url':'data:a/b;base64,'}]").size());
        assertRefused("files[0].name ", "[{'name':'" + "x".repeat(256) + "','url':'data:a/b;base64,'}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "''", "'http://example.org/a.png'", "'file:///etc/passwd'", "'data:text/plain,hi'",
        "'data:;base64,aGk='", "'data:text;base64,aGk='", "'data:base64,aGk='", "'data:text/plain;base64'", "'data:text/plain;base64,a'",
        "'data:text/plain;base64,aGk=aGk='", "'data:text/plain;base64,aG k'", "'data:text/plain;base64,%61'", "'data:text/plain;base64,ä'",
        "' data:text/plain;base64,aGk='", "'data:text/plain;x;base64,aGk='", "'data:text/pl\\nain;base64,aGk='"})
    void mustHaveContentThatIsThere(String url) {
        assertRefused("files[1].url ", "[" + GOOD + ",{'name':'x','url':" + url + "}]");
    }

    private static void assertRefused(String beginning, String files) {
        Refusal refusal = assertThrows(Refusal.class, () -> files(files), files);
        assertEquals(Refusal.Code.INVALID, refusal.code());
        assertTrue(refusal.getMessage().startsWith(beginning), refusal.getMessage());
    }

    private static List<PromptFile> files(String files) {
        return PromptFiles.of(Body.parse(("{'files':" + files + "}").replace('\'', '"')));
    }
}
