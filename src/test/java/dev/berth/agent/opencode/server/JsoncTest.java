package dev.berth.agent.opencode.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("JSON with comments")
class JsoncTest {

    @Test
    @DisplayName("loses its comments and last commas, and nothing inside a string")
    void becomesPlain() {
        String text = "{ // one\n \"a\": \"http://x/*y*/,}\", /* two\n , */ \"b\": [1, 2, ], \"c\\\"//\": 3,\n}";
        assertEquals("{\"a\":\"http://x/*y*/,}\",\"b\":[1,2],\"c\\\"//\":3}", Jsonc.plain(text).replaceAll("\\s", ""));
    }
}
