package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.agent.workspace.Workspaces.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What must stay secret about a remote")
class SecretsTest {

    private static final String PASSWORD = "s3cret=word";

    @TempDir
    private Path temporary;
    private Remotes remotes;
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        remotes = new Remotes(Files.createDirectory(temporary.resolve("remotes")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serveFile).setAuthenticator(new BasicAuthenticator("berth") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("robot") && password.equals(PASSWORD);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    @DisplayName("its credentials open it, and lie nowhere in the workspace, where the agent could read them")
    void credentialsAreNotLeftInTheWorkspace() throws IOException {
        Remotes.git(remotes.make("octo", "berth"), "update-server-info");
        try (House house = House.of(temporary.resolve("workspaces"), http("robot:" + PASSWORD + '@'))) {
            Workspace workspace = house.prepare("abc");

            assertTrue(Files.exists(workspace.folder().resolve("README.md")));
            assertEquals(http("").replace("{owner}", "octo").replace("{name}", "berth"),
                    Remotes.git(workspace.folder(), "remote", "get-url", "origin"));
            try (Stream<Path> files = Files.walk(workspace.folder())) {
                files.filter(Files::isRegularFile).forEach(SecretsTest::assertWithoutPassword);
            }
        }
    }

    @Test
    @DisplayName("its credentials are in no sentence, be they refused or its repository missing")
    void credentialsAreNotShown() throws IOException {
        String unknown = "The repository octo/berth could not be cloned: ";
        try (House house = House.of(temporary.resolve("missing"), http("robot:" + PASSWORD + '@'))) {
            assertEquals(unknown + "repository '…' not found.", house.failure("abc"));
        }
        try (House house = House.of(temporary.resolve("refused"), http("robot:wr0ng@"))) {
            assertEquals(unknown + "it does not exist, or the server asks for credentials that Berth does not have.", house.failure("abc"));
        }
        try (House house = House.of(temporary.resolve("asked"), http(""))) {
            assertEquals(unknown + "it does not exist, or the server asks for credentials that Berth does not have.", house.failure("abc"));
        }
    }

    @Test
    @DisplayName("Berth's own settings are not in the environment of git and its children; the rest of the environment is")
    void settingsAreNotHandedOn() throws IOException {
        Path seen = temporary.resolve("seen");
        Path ssh = temporary.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\nenv > '" + seen + "'\necho 'ssh: no route to the host' >&2\nexit 255\n");
        ssh.toFile().setExecutable(true);
        Map<String, String> environment = Map.of("GIT_SSH_COMMAND", ssh.toString(), "GIT_SSH_VARIANT", "simple",
                "BERTH_DATABASE_PASSWORD", PASSWORD, "berth.opencode.key", PASSWORD, "https_proxy", "http://proxy.example:1",
                "GIT_TRACE", "1");
        try (House house = new House(temporary.resolve("workspaces"), "ssh://host.example/{owner}/{name}.git", false, House.LONG,
                environment)) {
            assertEquals("The repository octo/berth could not be cloned: ssh: no route to the host.", house.failure("abc"));
        }
        List<String> variables = Files.readAllLines(seen);
        assertTrue(variables.contains("https_proxy=http://proxy.example:1"));
        assertTrue(variables.containsAll(List.of("LC_ALL=C", "GIT_TERMINAL_PROMPT=0")));
        assertFalse(variables.toString().contains(PASSWORD));
    }

    @Test
    @DisplayName("a remote that runs a program is refused, even where the user's configuration would allow it")
    void noProgramIsRun() throws IOException {
        Path ran = temporary.resolve("ran");
        Path home = Files.createDirectory(temporary.resolve("of-user"));
        Files.writeString(home.resolve(".gitconfig"), "[protocol \"ext\"]\n allow = always\n");
        try (House house = new House(temporary.resolve("workspaces"), "ext::touch% " + ran, false, House.LONG,
                Map.of("HOME", home.toString()))) {
            assertEquals("The repository octo/berth could not be cloned: transport 'ext' not allowed.", house.failure("abc"));
        }
        assertFalse(Files.exists(ran));
    }

    private String http(String credentials) {
        return "http://" + credentials + server.getAddress().getHostString() + ':' + server.getAddress().getPort() + "/{owner}/{name}.git";
    }

    /** A repository over HTTP needs no more than its files, once its list of references has been written. */
    private void serveFile(HttpExchange exchange) throws IOException {
        Path file = remotes.bare("octo", "berth").resolveSibling(exchange.getRequestURI().getPath().replaceFirst("^/octo/", ""));
        try (exchange) {
            boolean found = Files.isRegularFile(file);
            byte[] content = found ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(found ? 200 : 404, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static void assertWithoutPassword(Path file) {
        try {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertFalse(content.contains("s3cret"), file::toString);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
