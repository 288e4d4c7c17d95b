package dev.berth.it.trials;

import dev.berth.it.Await;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small JVM of our own that runs one main class of the trials; closing it kills it. */
final class Program implements AutoCloseable {

    private static final List<String> LEAN = List.of("-Xmx160m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
            "-XX:-UsePerfData", "-Djava.util.logging.config.file=" + File.separator + "dev" + File.separator + "null");

    private final Process process;

    private Program(Process process) {
        this.process = process;
    }

    /**
     * Starts it; what it logs goes to a file.
     *
     * @param before what stands before the command, such as a tracer
     * @param options for the JVM, with the class path; see {@link QuickStart}
     */
    static Program start(List<String> before, Path log, List<String> options, Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LEAN);
        command.addAll(options);
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            return new Program(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void say(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BufferedReader lines() {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Says how long it may make files. @param bytes a number, or {@code unlimited} */
    void limitFiles(String bytes) throws IOException, InterruptedException {
        int status = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":unlimited").inheritIO()
                .start().waitFor();
        if (status != 0) {
            throw new IOException("prlimit ended with " + status);
        }
    }

    /** Stops all its threads where they are; one that is in a system call has come to its end. */
    void pause() {
        signal("-STOP");
        Await.until("all threads to have stopped", () -> threads().allMatch(Program::isStopped));
    }

    void goOn() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<File> threads() {
        return Stream.of(Path.of("/proc", Long.toString(process.pid()), "task").toFile().listFiles());
    }

    private static boolean isStopped(File thread) {
        try {
            return Files.readString(thread.toPath().resolve("stat")).contains(") T ");
        } catch (IOException e) {
            // It has ended.
            return true;
        }
    }

    /** As {@code kill -9} does; what it has told before is still there to be read. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // Not by the process itself, which would close its pipe too and lose what was told.
        process.toHandle().destroyForcibly();
    }

    /** Asks it to end after a while, and waits until it has. */
    void endIn(long time, TimeUnit unit) {
        try {
            Thread drain = new Thread(this::readToTheEnd);
            drain.start();
            process.waitFor(time, unit);
            process.toHandle().destroy();
            awaitEnd();
            drain.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readToTheEnd() {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It has ended, which is what was waited for.
        }
    }

    int awaitEnd() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        awaitEnd();
    }
}
