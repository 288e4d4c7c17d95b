package dev.berth.agent.opencode.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The OpenCode that Berth runs, below a small shell script that ends it and all of its commands when Berth ends. */
final class OpenCodeProcess implements OpenCodeHost {

    private static final Logger LOG = Logger.getLogger(OpenCodeProcess.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 24;
    private static final int END_SECONDS_MAX = 8;
    private static final String KEEPER = keeper();

    private final OpenCodeFolder folder;
    private final Path binary;
    private final URI url;
    private final String password = secret();
    private final Duration startMax;
    private final Process process;
    private final OpenCodeOutput output;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private boolean closed;

    private OpenCodeProcess(OpenCodeFolder folder, Path binary, OpenCodeOptions options, ThreadFactory threads) throws IOException {
        this.folder = folder;
        this.binary = binary;
        this.startMax = options.startMax();
        int port = freePort();
        this.url = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder(command(port)).directory(folder.root().toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(OpenCodeEnvironment.of(options, folder.root(), password));
        this.process = builder.start();
        this.output = new OpenCodeOutput(process.getInputStream(), password);
        threads.newThread(this::readToTheEnd).start();
    }

    /**
     * Takes the folder, ends what was left in it by a Berth that was killed, and starts. Blocks meanwhile.
     *
     * @throws OpenCodeUnavailable when it cannot be started
     */
    static OpenCodeProcess launch(OpenCodeOptions options, ThreadFactory threads) throws InterruptedException {
        Path binary = OpenCodeBinary.find(options);
        OpenCodeConfig.requireModel(options);
        OpenCodeFolder folder = OpenCodeFolder.hold(options.folder());
        boolean started = false;
        try {
            clear(folder.root());
            folder.prepare(options);
            OpenCodeProcess process = new OpenCodeProcess(folder, binary, options, threads);
            started = true;
            return process;
        } catch (IOException e) {
            throw new OpenCodeUnavailable("OpenCode at " + binary + " could not be started: " + e.getMessage(), e);
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    private void readToTheEnd() {
        output.run();
        try {
            int code = process.waitFor();
            ended.complete("OpenCode has ended by itself with code " + code + output.tail() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KEEPER, "berth-opencode", secret()));
        command.addAll(List.of(binary.toString(), "serve", "--hostname", "127.0.0.1", "--port", String.valueOf(port), "--print-logs",
                "--log-level", "WARN"));
        return command;
    }

    private static void clear(Path root) throws InterruptedException {
        int left = Orphans.kill(root);
        if (left > 0) {
            LOG.info(() -> "Ended " + left + " processes of OpenCode that were left in " + root + ".");
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public String name() {
        return binary.toString();
    }

    @Override
    public Long pid() {
        return output.pid();
    }

    @Override
    public Duration startMax() {
        return startMax;
    }

    @Override
    public CompletableFuture<Void> listening() {
        return output.listening();
    }

    @Override
    public CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public boolean ours() {
        return true;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            end();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        process.destroyForcibly();
        try {
            interrupted |= !killOrphans();
        } finally {
            folder.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean killOrphans() {
        try {
            Orphans.kill(folder.root());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Closing its input is all the script waits for. */
    private void end() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The script has ended already.", e);
        }
        process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String keeper() {
        try (InputStream script = OpenCodeProcess.class.getResourceAsStream("keeper.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
