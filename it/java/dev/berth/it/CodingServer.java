package dev.berth.it;

import dev.berth.it.opencode.InstalledOpenCode;
import dev.berth.it.opencode.ScriptedProvider;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server whose agent is the real OpenCode, with a scripted model behind it and local repositories to clone. A prompt is the
 * name of a script.
 */
final class CodingServer implements AutoCloseable {

    final ScriptedProvider provider = new ScriptedProvider();
    private final Path repositories = OwnServer.newFolder();
    private final OwnServer server;

    /** Prepares one that is not started yet. @param settings more of them, names and values in turn */
    CodingServer(String... settings) {
        List<String> all = new ArrayList<>(List.of("berth.agent", "opencode", "berth.opencode.path", InstalledOpenCode.require().toString(),
                "berth.opencode.config", provider.writeConfig(repositories.resolve("opencode.json")).toString(),
                "berth.opencode.catalogue", "none", "berth.workspace.remote", repositories + "/{owner}/{name}.git"));
        all.addAll(List.of(settings));
        server = new OwnServer(all.toArray(String[]::new));
    }

    CodingServer start() {
        server.start();
        return this;
    }

    OwnServer server() {
        return server;
    }

    Berth berth() {
        return server.berth();
    }

    /** Makes a repository with one commit. @param files names and contents in turn */
    CodingServer repository(String owner, String name, String... files) {
        Path bare = repositories.resolve(owner).resolve(name + ".git");
        Path work = repositories.resolve("making-" + owner + "-" + name);
        try {
            Files.createDirectories(work);
            for (int i = 0; i < files.length; i += 2) {
                Files.writeString(Files.createDirectories(work.resolve(files[i]).getParent()).resolve(Path.of(files[i]).getFileName()),
                        files[i + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(work, "git", "init", "-q", "-b", "main");
        run(work, "git", "add", "-A");
        run(work, "git", "-c", "user.name=Test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "begin");
        run(repositories, "git", "clone", "-q", "--bare", work.toString(), bare.toString());
        return this;
    }

    /** Makes whoever clones a repository wait. @return lets them go on */
    Runnable holdClones(String owner, String name) {
        Path bare = repositories.resolve(owner).resolve(name + ".git");
        Path head = bare.resolve("HEAD");
        Path kept = bare.resolve("HEAD.kept");
        try {
            Files.move(head, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(bare, "mkfifo", "HEAD");
        return () -> letClonesGo(head, kept);
    }

    /** Whoever has opened the pipe reads it to its end; whoever comes later finds the file. */
    private static void letClonesGo(Path head, Path kept) {
        try (OutputStream pipe = Files.newOutputStream(head)) {
            byte[] content = Files.readAllBytes(kept);
            Files.move(kept, head, StandardCopyOption.REPLACE_EXISTING);
            pipe.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a session about a repository. @return its id */
    String newSession(String owner, String name) {
        return berth().post("/sessions", Json.object("repoOwner", owner, "repoName", name)).expect(201).object().getString("id");
    }

    /** Makes a session about a small repository that is made on the way. */
    String newSession() {
        if (!Files.exists(repositories.resolve("octo/small.git"))) {
            repository("octo", "small", "README.md", "# Small\n");
        }
        return newSession("octo", "small");
    }

    Path workspace(String id) {
        return server.data().resolve("workspaces").resolve(id);
    }

    String file(String id, String name) {
        try {
            return Files.readString(workspace(id).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What git says is changed or new in a session's workspace. */
    String changes(String id) {
        return run(workspace(id), "git", "status", "--porcelain", "--untracked-files=all");
    }

    /** Waits until something is asked. @param what {@code permissions} or {@code questions} @return it */
    JsonObject awaitAsked(String id, String what) {
        return Await.until("one of " + what, () -> asked(id, what), asked -> !asked.containsKey("turns"));
    }

    private JsonObject asked(String id, String what) {
        JsonArray asked = berth().get("/sessions/" + id + "/" + what).expect(200).array();
        return asked.isEmpty() ? Json.object("turns", berth().turns(id)) : asked.getJsonObject(0);
    }

    /** Waits for a permission and answers it. @return the permission as it was asked */
    JsonObject permit(String id, String reply) {
        JsonObject asked = awaitAsked(id, "permissions");
        berth().post("/sessions/" + id + "/permissions/" + asked.getString("id"), Json.object("reply", reply)).expect(200);
        return asked;
    }

    /** The parts of the latest answer. */
    List<JsonObject> parts(String id) {
        List<JsonObject> messages = berth().messages(id).getValuesAs(JsonObject.class);
        return messages.stream().filter(message -> message.getString("role").equals("assistant")).reduce((first, second) -> second)
                .map(message -> message.getJsonArray("parts").getValuesAs(JsonObject.class)).orElse(List.of());
    }

    /** The parts of one type in the latest answer. */
    List<JsonObject> parts(String id, String type) {
        return parts(id).stream().filter(part -> part.getString("type").equals(type)).toList();
    }

    /** The text of the latest answer. */
    String answer(String id) {
        return String.join("", parts(id, "text").stream().map(part -> part.getString("content")).toList());
    }

    JsonObject meta(String id) {
        return berth().get("/sessions/" + id + "/meta").expect(200).object();
    }

    /** What the health check says. */
    String health() {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(berth().at("/health/ready")).build(),
                    HttpResponse.BodyHandlers.ofString()).body().replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** OpenCode's processes and those of its tools: all that carry this server's mark. Processes that have ended do not count. */
    List<Long> processes() {
        String mark = "BERTH_OPENCODE_OF=" + server.data().resolve("opencode");
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid).filter(pid -> environment(pid).contains(mark)).toList();
        }
    }

    void awaitNoProcess() {
        Await.until("the end of all that OpenCode had started", this::processes, List::isEmpty);
    }

    @Override
    public void close() {
        server.close();
        provider.close();
        try (Stream<Path> all = Files.walk(repositories)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended, or is another user's, and so not ours.
            return "";
        }
    }

    private static String run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
