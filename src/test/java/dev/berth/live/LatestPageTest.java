package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.NewMessage;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A page that was asked for before")
class LatestPageTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;
    private String id;

    @BeforeEach
    void open() {
        house = new House(data, agent);
        id = house.newSession();
        say("one");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("is kept from the second time on, as long as nothing happens")
    void kept() {
        assertNotSame(page(10), page(10));
        assertSame(page(10), page(10));
        assertEquals("one", text(page(10)));
    }

    @Test
    @DisplayName("is another one when something has happened, or when another was asked for meanwhile")
    void another() {
        page(10);
        page(10);
        say("two");
        assertEquals("one two", text(page(10)));
        assertEquals("two", text(page(1)));
        assertEquals("one two", text(page(10)));
    }

    @Test
    @DisplayName("shows nothing of a command that was undone (P1)")
    void undone() {
        page(10);
        assertThrows(Refusal.class, () -> house.ask(id, session -> {
            session.messages().append(message("never"));
            session.page(MessagePage.newest(10), LatestPageTest::words);
            session.page(MessagePage.newest(10), LatestPageTest::words);
            throw Refusal.conflict("No.");
        }));
        say("two");
        assertEquals("one two", text(page(10)));
    }

    @Test
    @DisplayName("shows the answer that is being given with the text so far")
    void running() {
        house.prompt(id, "work");
        House.until(() -> agent.outputs.size() == 1);
        agent.latest().text("t", "h");
        House.until(() -> text(page(10)).endsWith("h"));
        agent.latest().text("t", "i");
        House.until(() -> text(page(10)).endsWith("hi"));
    }

    private byte[] page(int limit) {
        return house.ask(id, session -> session.page(MessagePage.newest(limit), LatestPageTest::words));
    }

    private static byte[] words(List<Message> messages) {
        return messages.stream().map(Message::content).collect(Collectors.joining(" ")).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] page) {
        return new String(page, StandardCharsets.UTF_8);
    }

    private void say(String content) {
        house.ask(id, session -> session.messages().append(message(content)));
    }

    private static NewMessage message(String content) {
        return new NewMessage(Role.USER, content, null, null, null);
    }
}
