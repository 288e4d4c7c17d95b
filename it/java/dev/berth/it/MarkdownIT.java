package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What is said in Markdown")
class MarkdownIT {

    @RegisterExtension
    static final Pages PAGES = new Pages(SharedServer::berth);

    private static final String SAID = "article[data-role=assistant] [data-part=text] ";
    private static final String EVERY_KIND = """
            # A heading

            Some *emphasis*, **weight**, ~~no more~~, `code` and [a link](https://example.org/x).

            - one
              1. in it
            - [x] done

            > a quote

            ---

            | Name | Count |
            |------|------:|
            | a    |     1 |

            ```js
            const answer = 42 // of all
            ```

            ```diff
            -old
            +new
            ```
            """;
    private static final List<String> HOSTILE = List.of("<script>window.hacked=1</script>",
            "<img src=\"http://evil.example/a\" onerror=\"window.hacked=1\">",
            "![a](http://evil.example/b.png)", "[a](javascript:window.hacked=1)", "[a](java&#115;cript:window.hacked=1)",
            "<svg onload=window.hacked=1><image href=http://evil.example/c></svg>", "[a](data:text/html,<script>window.hacked=1</script>)",
            "[a]: vbscript:window.hacked=1", "<javascript:window.hacked=1>", "```\"><img src=x onerror=window.hacked=1>\nx\n```",
            "| <img src=x onerror=window.hacked=1> |\n|---|", ">".repeat(9_000), "[".repeat(9_000));

    private final Page page = PAGES.one();
    private final Page other = PAGES.other();
    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession(Berth.newId());

    @Test
    @DisplayName("is shown as what it means: headings, lists, tables, quotes, links, and code in its colours")
    void everyKind() {
        say(EVERY_KIND);
        page.openSession(id);
        page.await(SAID + "h3");
        for (String kind : List.of("em", "strong", "del", "p code", "ul > li > ol > li", "li input[type=checkbox]:checked:disabled", "hr",
                "blockquote p", ".table[tabindex] td[data-align=right]", "berth-code[data-language=js] pre[tabindex] .code-keyword",
                "berth-code[data-language=diff] .code-deletion")) {
            page.await(SAID + kind);
        }
        assertEquals("noopener noreferrer nofollow", page.attribute(SAID + "a[href='https://example.org/x'][target=_blank]", "rel"));
        assertEquals(EVERY_KIND, page.script("return document.querySelector(\"" + SAID + "\").source"));
        assertEquals("const answer = 42 // of all", page.text(SAID + "berth-code pre"));
    }

    @Test
    @DisplayName("has a button that copies a block of code as it is, and says that it did")
    void copy() {
        say("```js\nlet a = '<b>'\n\n  let c\n```\n");
        page.openSession(id);
        page.click(SAID + "[data-action=copy-code]");
        assertEquals("Copied", Await.until("the word", () -> page.text("[role=status][data-announcer]"), text -> !text.isEmpty()));
        page.paste("Message");
        assertEquals("let a = '<b>'\n\n  let c", page.script("return document.querySelector('textarea[aria-label=Message]').value"));
    }

    @Test
    @DisplayName("runs no script, loads nothing from elsewhere and nests no deeper than it may, and is all there to be read")
    void hostile() {
        try (Trap trap = new Trap(); Page guarded = new Page(berth, trap.browserOption("evil.example"))) {
            guarded.obeyPolicy(false);
            HOSTILE.forEach(this::say);
            guarded.openSession(id);
            Await.until("all of them", () -> guarded.script("return String(document.querySelectorAll('" + SAID + "').length)"),
                    String.valueOf(HOSTILE.size())::equals);
            assertEquals(null, guarded.script("return window.hacked ?? null"));
            assertEquals(0, trap.visits());
            assertEquals(List.of("http://evil.example/b.png"),
                    guarded.script("return [...document.querySelectorAll('" + SAID + "[href], " + SAID + "[src]')].map(e => e.href)"));
            String shown = guarded.text("[data-messages]");
            for (String words : List.of(HOSTILE.get(0), HOSTILE.get(1), HOSTILE.get(3), "(http://evil.example/b.png)", HOSTILE.get(11))) {
                assertTrue(shown.contains(words), words);
            }
        }
    }

    @Test
    @DisplayName("keeps what is settled while the rest streams in: its nodes and what the reader has selected, in two windows alike")
    void streams() {
        String begin = "## First\n\nThe **settled** paragraph.\n\n```js\nconst kept = true\n```\n\n";
        PAGES.openSession(id);
        String turn = berth.prompt(id, begin + Words.of(900) + "\n\n- the\n- end").getString("turnId");
        page.await(SAID + ".part:nth-child(4)");
        page.script("window.kept = [...document.querySelectorAll('" + SAID + ".part:nth-child(-n+3), " + SAID + "pre')];"
                + "getSelection().selectAllChildren(document.querySelector('" + SAID + "strong'))");
        assertEquals("running", page.attribute("[data-turn-status] [data-turn-state]", "data-turn-state"));
        berth.awaitTurn(id, turn, "completed");
        PAGES.both().forEach(each -> each.awaitText(SAID + "li:last-child", "end"));
        assertEquals(true, page.script("return kept.length === 4 && kept.every(each => each.isConnected)"));
        assertEquals("settled", page.script("return getSelection().toString()"));
        PAGES.both().forEach(each -> each.await(SAID + "pre .code-keyword"));
        String shown = "return document.querySelector('" + SAID + "').innerHTML";
        assertEquals(page.script(shown), other.script(shown));
    }

    private void say(String text) {
        berth.post("/sessions/" + id + "/messages", Json.object("role", "assistant", "content", text)).expect(201);
    }
}
