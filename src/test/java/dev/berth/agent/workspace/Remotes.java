package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Bare repositories in a folder of the test, made by the real git, as {@code {folder}/{owner}/{name}.git}. */
final class Remotes {

    private static final int BIG_FILES = 40;
    private static final int BIG_FILE_BYTES = 64 << 10;

    private final Path folder;

    Remotes(Path folder) {
        this.folder = folder;
    }

    String pattern() {
        return folder + "/{owner}/{name}.git";
    }

    Path bare(String owner, String name) {
        return folder.resolve(owner).resolve(name + ".git");
    }

    /** One commit with a README, on the branch {@code trunk}. */
    Path make(String owner, String name) {
        return make(owner, name, "README.md", "Hello.".getBytes(StandardCharsets.UTF_8), 1);
    }

    /** Enough of what cannot be compressed that git has progress to tell. */
    Path makeBig(String owner, String name) {
        byte[] noise = new byte[BIG_FILE_BYTES];
        new Random(1).nextBytes(noise);
        return make(owner, name, "noise", noise, BIG_FILES);
    }

    Path makeEmpty(String owner, String name) {
        Path bare = bare(owner, name);
        git(folder, "init", "--quiet", "--bare", "--initial-branch=trunk", bare.toString());
        return bare;
    }

    /** What the command prints, without the line's end. */
    static String git(Path where, String... arguments) {
        List<String> command = Stream.concat(Stream.of("git", "-c", "user.name=A", "-c", "user.email=a@b"), Stream.of(arguments)).toList();
        try {
            Process process = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(0, process.waitFor(), printed);
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path make(String owner, String name, String file, byte[] content, int files) {
        Path bare = makeEmpty(owner, name);
        try {
            Path source = Files.createTempDirectory(folder, "source");
            git(source, "init", "--quiet", "--initial-branch=trunk");
            for (int i = 0; i < files; i++) {
                content[0] += (byte) i;
                Files.write(source.resolve(files == 1 ? file : file + i), content);
            }
            git(source, "add", ".");
            git(source, "commit", "--quiet", "--message=Begin");
            git(source, "push", "--quiet", bare.toString(), "trunk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bare;
    }
}
