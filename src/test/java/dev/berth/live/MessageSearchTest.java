package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.MessageSearch;
import dev.berth.session.NewMessage;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.Stretch;
import dev.berth.session.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Looking for words in a session's messages")
class MessageSearchTest {

    private static final int STRETCH = 100;

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;
    private String id;

    @BeforeEach
    void open() {
        house = new House(data, agent);
        id = house.newSession();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void looksAtALimitedNumberInOneGoAndGoesOnWhereItStopped() {
        store(250);
        List<String> back = new ArrayList<>();
        assertEquals(List.of(STRETCH, STRETCH, 50), walk(search("Number", MessagePage.newest(200)), back));
        assertEquals(IntStream.range(0, 250).mapToObj(i -> "number " + (249 - i)).toList(), back);
        List<String> forward = new ArrayList<>();
        assertEquals(List.of(STRETCH, STRETCH, 50), walk(search("number 24", new MessagePage(200, null, "0")), forward));
        assertEquals(IntStream.of(24, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249).mapToObj(i -> "number " + i).toList(), forward);
    }

    @Test
    void stopsAtTheLastOfThoseThatWereWanted() {
        store(30);
        Stretch<Message> two = look(search("number 1", MessagePage.newest(2)));
        assertEquals(List.of("number 19", "number 18"), contents(two));
        assertFalse(two.end());
        assertEquals(two.found().get(1).seq(), two.reached().seq());
        Stretch<Message> rest = look(search("number 1", MessagePage.newest(2)).from(two.reached(), 50));
        assertEquals(IntStream.of(17, 16, 15, 14, 13, 12, 11, 10, 1).mapToObj(i -> "number " + i).toList(), contents(rest));
        assertTrue(rest.end());
    }

    @Test
    void findsNothingInAnEmptySessionAndThatIsTheEnd() {
        assertTrue(look(search("x", MessagePage.newest(5))).end());
        store(1);
        assertTrue(look(search("number", MessagePage.newest(1))).end());
    }

    @Test
    void findsTheAnswerThatIsBeingGivenByItsTextSoFar() {
        house.prompt(id, "go");
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().text("t", "first ");
        House.until(() -> !look(search("first", MessagePage.newest(5))).found().isEmpty());
        agent.latest().text("t", "then more");
        House.until(() -> contents(look(search("THEN", MessagePage.newest(5)))).equals(List.of("first then more")));
    }

    @Test
    void refusesAPlaceThatMeansNothingHere() {
        for (MessagePage page : List.of(new MessagePage(5, "nobody", null), new MessagePage(5, null, "elsewhere.1"))) {
            assertEquals(Refusal.Code.INVALID, assertThrows(Refusal.class, () -> look(search("x", page))).code());
        }
    }

    private void store(int count) {
        house.ask(id, session -> {
            IntStream.range(0, count).forEach(i -> session.messages().append(new NewMessage(Role.USER, "number " + i, null, null, null)));
            return null;
        });
    }

    /** Goes on to the end. @return how many were looked at in each go */
    private List<Integer> walk(MessageSearch first, List<String> found) {
        List<Integer> looked = new ArrayList<>();
        Stretch<Message> stretch = look(first);
        while (true) {
            looked.add(stretch.looked());
            found.addAll(contents(stretch));
            if (stretch.end()) {
                return looked;
            }
            stretch = look(first.from(stretch.reached(), first.page().limit()));
        }
    }

    private Stretch<Message> look(MessageSearch search) {
        return house.ask(id, session -> session.search(search));
    }

    private static MessageSearch search(String words, MessagePage page) {
        return new MessageSearch(new Words(words), page);
    }

    private static List<String> contents(Stretch<Message> stretch) {
        return stretch.found().stream().map(Message::content).toList();
    }
}
