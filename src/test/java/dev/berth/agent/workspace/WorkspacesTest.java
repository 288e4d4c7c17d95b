package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.agent.workspace.Workspaces.Preparation;
import dev.berth.agent.workspace.Workspaces.Workspace;
import dev.berth.session.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A session's workspace")
class WorkspacesTest {

    @TempDir
    private Path temporary;
    private Path folder;
    private Remotes remotes;
    private House house;

    @BeforeEach
    void begin() throws IOException {
        folder = temporary.resolve("data/workspaces");
        remotes = new Remotes(Files.createDirectory(temporary.resolve("remotes")));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("is a clone on a branch of its own, for the server's user alone, with nothing else left beside it")
    void clones() throws IOException {
        remotes.make("octo", "berth");
        house = House.of(folder, remotes.pattern());

        Workspace workspace = house.prepare("abc");

        assertEquals(new Workspace(folder.resolve("abc"), "berth/abc", false), workspace);
        assertEquals("Hello.", Files.readString(workspace.folder().resolve("README.md")));
        assertEquals("berth/abc", Remotes.git(workspace.folder(), "branch", "--show-current"));
        assertEquals("", Remotes.git(workspace.folder(), "status", "--porcelain"));
        assertEquals(remotes.bare("octo", "berth").toString(), Remotes.git(workspace.folder(), "remote", "get-url", "origin"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(workspace.folder())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals(List.of("abc"), house.names());
    }

    @Test
    @DisplayName("is cloned once: the second time, and after a restart, it is given as the agent left it")
    void keepsLocalChanges() throws IOException {
        Path bare = remotes.make("octo", "berth");
        house = House.of(folder, remotes.pattern());
        Workspace first = house.prepare("abc");
        Files.writeString(first.folder().resolve("README.md"), "Changed by the agent.");
        bare.toFile().renameTo(temporary.resolve("gone").toFile());

        assertTrue(house.begin("abc").workspace().toCompletableFuture().isDone());
        assertEquals(first, house.prepare("abc"));
        house.close();
        house = House.of(folder, remotes.pattern());
        assertEquals(first, house.prepare("abc"));
        assertEquals("Changed by the agent.", Files.readString(first.folder().resolve("README.md")));
    }

    @Test
    @DisplayName("shares no file with the repository it came from")
    void sharesNothing() throws IOException {
        remotes.makeBig("octo", "berth");
        house = House.of(folder, remotes.pattern());
        Path objects = house.prepare("abc").folder().resolve(".git/objects");

        assertFalse(Files.exists(objects.resolve("info/alternates")));
        try (Stream<Path> files = Files.walk(objects)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals(1, Files.getAttribute(file, "unix:nlink"), file::toString);
            }
        }
    }

    @Test
    @DisplayName("runs no hook, and gets none from the user's templates")
    void runsNoHooks() throws IOException {
        remotes.make("octo", "berth");
        Path hooks = Files.createDirectories(temporary.resolve("templates/hooks"));
        Path ran = temporary.resolve("ran");
        Files.writeString(hooks.resolve("post-checkout"), "#!/bin/sh\ntouch '" + ran + "'\n");
        hooks.resolve("post-checkout").toFile().setExecutable(true);
        Path home = Files.createDirectory(temporary.resolve("of-user"));
        Files.writeString(home.resolve(".gitconfig"),
                "[init]\n templateDir = " + hooks.getParent() + "\n[core]\n hooksPath = " + hooks + "\n");
        house = new House(folder, remotes.pattern(), false, House.LONG,
                Map.of("HOME", home.toString(), "GIT_TEMPLATE_DIR", hooks.getParent().toString()));

        Workspace workspace = house.prepare("abc");

        assertFalse(Files.exists(ran));
        assertFalse(Files.exists(workspace.folder().resolve(".git/hooks")));
    }

    @Test
    @DisplayName("of an empty repository has the branch without a commit")
    void clonesAnEmptyRepository() {
        remotes.makeEmpty("octo", "berth");
        house = House.of(folder, remotes.pattern());

        Workspace workspace = house.prepare("abc");

        assertFalse(workspace.empty());
        assertEquals("refs/heads/berth/abc", Remotes.git(workspace.folder(), "symbolic-ref", "HEAD"));
    }

    @Test
    @DisplayName("is empty with one commit when there is no remote and the setting allows it; no configuration of git is needed")
    void isEmptyWithoutARemote() {
        house = House.allowingEmpty(folder, null);

        Workspace workspace = house.prepare("abc");

        assertTrue(workspace.empty());
        assertEquals("berth/abc", Remotes.git(workspace.folder(), "branch", "--show-current"));
        assertEquals("Berth <berth@localhost>", Remotes.git(workspace.folder(), "log", "--format=%an <%ae>"));
        assertEquals("", Remotes.git(workspace.folder(), "status", "--porcelain"));
        assertEquals(Optional.of(workspace), house.workspaces.find("abc"));
    }

    @Test
    @DisplayName("is a repository of its own where the server was started by a hook of another one")
    void ignoresTheRepositoryAroundIt() {
        Path other = remotes.make("other", "repository");
        house = new House(folder, null, true, House.LONG,
                Map.of("GIT_DIR", other.toString(), "GIT_AUTHOR_NAME", "Somebody", "GIT_AUTHOR_EMAIL", "some@body"));
        String before = Remotes.git(other, "log", "--all", "--format=%H");

        Workspace workspace = house.prepare("abc");

        assertEquals("Berth", Remotes.git(workspace.folder(), "log", "--format=%an"));
        assertEquals(before, Remotes.git(other, "log", "--all", "--format=%H"));
    }

    @Test
    @DisplayName("is empty when the repository cannot be cloned and the setting allows it, and the progress says why")
    void fallsBackToEmpty() {
        house = House.allowingEmpty(folder, remotes.pattern());
        List<String> progress = new CopyOnWriteArrayList<>();

        Workspace workspace = House.get(house.workspaces.prepare("abc", "octo", "berth", progress::add));

        assertTrue(workspace.empty());
        assertEquals("Berth", Remotes.git(workspace.folder(), "log", "--format=%an"));
        assertEquals(List.of("Cloning octo/berth", "The repository octo/berth could not be cloned: repository '…' does not exist."
                + " The workspace is empty instead."), progress);
        assertEquals(List.of("abc"), house.names());
    }

    @Test
    @DisplayName("cannot be had without a remote when the setting forbids an empty one, and the sentence names both settings")
    void needsARemoteOrTheSetting() {
        house = House.of(folder, null);

        String sentence = house.failure("abc");

        assertTrue(sentence.contains("berth.workspace.remote") && sentence.contains("berth.workspace.allow-empty"), sentence);
        assertEquals(List.of(), house.names());
    }

    @Test
    @DisplayName("that failed leaves nothing, and is made by the next try when the repository is there")
    void isTriedAgain() {
        house = House.of(folder, remotes.pattern());

        assertEquals("The repository octo/berth could not be cloned: repository '…' does not exist.", house.failure("abc"));
        assertEquals(List.of(), house.names());
        assertEquals(Optional.empty(), house.workspaces.find("abc"));
        remotes.make("octo", "berth");
        assertFalse(house.prepare("abc").empty());
    }

    @Test
    @DisplayName("tells how far its clone is")
    void tellsProgress() {
        remotes.makeBig("octo", "berth");
        house = House.of(folder, remotes.pattern());
        List<String> progress = new CopyOnWriteArrayList<>();

        House.get(house.workspaces.prepare("abc", "octo", "berth", progress::add));

        assertEquals("Cloning octo/berth", progress.get(0));
        progress.forEach(sentence -> assertTrue(sentence.matches("Cloning octo/berth(: ([a-z ]+, )?\\d{1,3} %)?"), sentence));
    }

    @Test
    @DisplayName("is made although whoever listens to the progress fails")
    void survivesAListener() {
        remotes.makeBig("octo", "berth");
        house = House.of(folder, remotes.pattern());

        Preparation preparation = house.workspaces.prepare("abc", "octo", "berth", sentence -> {
            throw new IllegalStateException("the listener of a test");
        });

        assertFalse(House.get(preparation).empty());
    }

    @Test
    @DisplayName("cannot be had without the program git, and the sentence says so")
    void needsGit() {
        house = new House(folder, remotes.pattern(), true, House.LONG, new GitProgram("git-that-nobody-has", System.getenv()));

        assertEquals("The program git was not found on the PATH.", house.failure("abc"));
        assertEquals(List.of(), house.names());
    }

    @Test
    @DisplayName("is never outside of the folder, whatever the words are")
    void staysInItsFolder() {
        house = House.allowingEmpty(folder, remotes.pattern());

        for (String id : new String[] {"..", ".", "", "a/b", "../abc", ".cloning-abc", "a.b"}) {
            assertThrows(Refusal.class, () -> house.begin(id), id);
            assertThrows(Refusal.class, () -> house.workspaces.find(id), id);
            assertThrows(Refusal.class, () -> house.workspaces.remove(id), id);
        }
        for (String word : new String[] {"..", "-x", "a/b", "", null}) {
            assertThrows(IllegalArgumentException.class, () -> house.workspaces.prepare("abc", word, "berth", sentence -> { }), word);
            assertThrows(IllegalArgumentException.class, () -> house.workspaces.prepare("abc", "octo", word, sentence -> { }), word);
        }
        assertEquals(List.of(), house.names());
    }

    @Test
    @DisplayName("is removed with read-only files and folders, and of links only the links")
    void isRemoved() throws IOException {
        remotes.make("octo", "berth");
        house = House.of(folder, remotes.pattern());
        Path workspace = house.prepare("abc").folder();
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "kept");
        Files.createSymbolicLink(workspace.resolve("to-folder"), outside);
        Files.createSymbolicLink(workspace.resolve("to-file"), outside.resolve("precious"));
        Files.createSymbolicLink(workspace.resolve("to-nothing"), temporary.resolve("nothing"));
        Files.createSymbolicLink(workspace.resolve("to-root"), Path.of("/"));
        Path closed = Files.createDirectory(workspace.resolve("read-only"));
        Files.writeString(closed.resolve("file"), "x").toFile().setReadOnly();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));

        house.workspaces.remove("abc");

        assertEquals(List.of(), house.names());
        assertEquals(Optional.empty(), house.workspaces.find("abc"));
        assertEquals("kept", Files.readString(outside.resolve("precious")));
        house.workspaces.remove("abc");
    }

    @Test
    @DisplayName("that an agent has replaced by a link is none: the link goes, and what it points at stays")
    void isNoLink() throws IOException {
        remotes.make("octo", "berth");
        house = House.of(folder, remotes.pattern());
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "kept");
        Files.createSymbolicLink(folder.resolve("abc"), outside);
        Files.createSymbolicLink(folder.resolve("def"), outside);

        assertEquals(Optional.empty(), house.workspaces.find("abc"));
        house.workspaces.remove("def");
        assertFalse(Files.isSymbolicLink(house.prepare("abc").folder()));
        assertEquals(List.of("abc"), house.names());
        assertEquals("kept", Files.readString(outside.resolve("precious")));
    }

    @Test
    @DisplayName("goes by tidying when its session is gone, as does what an interrupted clone or removal left; the others stay")
    void isTidiedAway() throws IOException {
        remotes.make("octo", "berth");
        house = House.of(folder, remotes.pattern());
        house.prepare("kept");
        house.prepare("gone");
        Files.createDirectories(folder.resolve(".cloning-kept-1/.git/objects"));
        Files.createDirectories(folder.resolve(".removing-other-2/src"));
        Files.writeString(folder.resolve("a note.txt"), "not ours");

        house.workspaces.tidy("kept"::equals);

        assertEquals(List.of("a note.txt", "kept"), house.names());
        assertTrue(house.workspaces.find("kept").isPresent());
    }

    @Test
    @DisplayName("that already exists is still given by a house that is closing, and no new one is begun")
    void isGivenWhileClosing() {
        remotes.make("octo", "berth");
        house = House.of(folder, remotes.pattern());
        Workspace workspace = house.prepare("abc");

        house.workspaces.close();

        assertEquals(workspace, house.prepare("abc"));
        assertEquals("Berth is stopping.", house.failure("def"));
        assertEquals(List.of("abc"), house.names());
    }

    @Test
    @DisplayName("of one session is not that of another")
    void areSeparate() throws IOException {
        remotes.make("octo", "berth");
        house = House.of(folder, remotes.pattern());
        Preparation one = house.begin("one");
        Preparation two = house.begin("two");

        Files.writeString(House.get(one).folder().resolve("README.md"), "changed");
        assertNotEquals("changed", Files.readString(House.get(two).folder().resolve("README.md")));
    }
}
