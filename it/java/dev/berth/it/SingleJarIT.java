package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.server.ServerKind;
import dev.berth.it.server.ServerProcess;
import dev.berth.it.server.SingleJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The single jar")
class SingleJarIT {

    private static final Path HOME = Path.of(System.getProperty("berth.home", "")).toAbsolutePath();
    private static final Map<String, String> SLOWLY = Map.of("berth.echo.pause", "30ms");

    private final int port = OwnServer.freePort();
    private final Berth berth = new Berth(port);

    @Test
    @DisplayName("runs in an empty folder, and when it was killed in mid-answer it has every word that anyone saw (P1)")
    void killed() throws Exception {
        if (!Files.exists(HOME.resolve(SingleJar.PATH))) {
            Tools.missing(SingleJar.PATH + " is not there; mvn -Pjar makes it.");
        }
        Path folder = OwnServer.newFolder();
        String id;
        FollowedText seen = new FollowedText();
        try (ServerProcess server = start(folder)) {
            new RawHttp(port).get("/").expect(200);
            id = berth.newSession();
            berth.promptToEnd(id, "hello brave new world");
            try (FollowSocket socket = berth.socket(id, "?after=0")) {
                berth.prompt(id, Words.of(500));
                Await.until("the middle of the answer", () -> socket.frames().ofType("message-delta").size() > 20);
                server.kill();
                socket.frames().awaitEnd();
                seen.apply(socket.frames().all());
            }
        }
        try (ServerProcess again = start(folder)) {
            assertTrue(Files.isDirectory(folder.resolve("berth-data")), "The data is where it was started.");
            assertEquals(List.of(), seen.faults());
            Map<String, String> stored = berth.texts(id);
            seen.texts().forEach((message, text) -> assertTrue(stored.get(message).startsWith(text), message));
            assertTrue(stored.containsValue("hello brave new world"));
            berth.promptToEnd(id, "and on");
        }
        OwnServer.remove(folder);
    }

    private ServerProcess start(Path folder) throws Exception {
        return ServerProcess.start(ServerKind.JAR, HOME, folder, port, SLOWLY).awaitReady();
    }
}
