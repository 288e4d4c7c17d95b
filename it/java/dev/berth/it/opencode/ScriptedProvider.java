package dev.berth.it.opencode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A model provider that speaks OpenAI's chat completions and plays scripts, so that a real opencode does what a test wants.
 *
 * <p>The prompt chooses the script: by its first line, or by containing the script's name as a whole word. How many steps the model
 * has done since then chooses the step. A sub-agent's prompt chooses in the same way. Requests that offer no tools, such as the one
 * for a title, get a short text. Many sessions may ask at once; every method may be called from any thread.
 */
public final class ScriptedProvider implements AutoCloseable {

    /** So many requests are remembered; older ones are forgotten. */
    public static final int REQUESTS_MAX = 1_000;
    private static final int ATTEMPTS_MAX = 10_000;
    private static final Logger LOG = Logger.getLogger(ScriptedProvider.class.getName());

    static {
        // Else every chunk waits until the one before it is acknowledged. The JDK's server reads this once, when it is first used.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Scripts scripts = new Scripts();
    private final Gates gates = new Gates();
    private final Deque<ProviderRequest> requests = new ArrayDeque<>();
    private final Map<String, Integer> attempts = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(ScriptedProvider::thread);
    private final HttpServer server;
    private volatile ProviderConfig config;

    /** Starts it on a free port of the loopback interface. */
    public ScriptedProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config = new ProviderConfig("http://127.0.0.1:" + port() + "/v1", Duration.ofMinutes(1), Duration.ofMinutes(1));
        server.createContext("/v1/chat/completions", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Registers a script, in the place of one of the same name. */
    public ScriptedProvider script(String name, Step... steps) {
        scripts.add(name, List.of(steps));
        return this;
    }

    /** Lets answers pass a gate, also those that come there later. */
    public void open(String gate) {
        gates.open(gate);
    }

    /** What has been asked so far, the oldest first, at most {@link #REQUESTS_MAX}. */
    public List<ProviderRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** How long opencode is to wait for an answer's beginning and between two chunks; for configurations written from now on. */
    public ScriptedProvider timeouts(Duration header, Duration chunk) {
        config = new ProviderConfig(config.baseUrl(), header, chunk);
        return this;
    }

    /** An {@code opencode.json} as an operator would write it: this provider, and no other. */
    public String configJson() {
        return config.json().toString();
    }

    /** Writes {@link #configJson} to a file. @return the file */
    public Path writeConfig(Path file) {
        try {
            return Files.writeString(file, configJson());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops at once and cuts what is being answered. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What is thrown here makes the JDK's server close the connection in the middle of the answer. */
    private void handle(HttpExchange exchange) throws IOException {
        try {
            ProviderRequest request = ProviderRequest.read(exchange);
            remember(request);
            answer(request, exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The provider was closed.");
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The scripted provider failed.", e);
            throw e;
        }
    }

    private void answer(ProviderRequest request, HttpExchange exchange) throws IOException, InterruptedException {
        boolean aside = request.tools().isEmpty();
        Answer answer = new Answer(exchange, gates, aside ? 1 : attempt(request));
        (aside ? Step.say("Scripted") : scripts.step(request)).play(answer);
        answer.end();
    }

    private void remember(ProviderRequest request) {
        synchronized (requests) {
            requests.add(request);
            if (requests.size() > REQUESTS_MAX) {
                requests.remove();
            }
        }
    }

    private int attempt(ProviderRequest request) {
        synchronized (attempts) {
            int attempt = attempts.merge(request.session() + " " + request.messages().size(), 1, Integer::sum);
            if (attempts.size() > ATTEMPTS_MAX) {
                attempts.remove(attempts.keySet().iterator().next());
            }
            return attempt;
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "scripted-provider");
        thread.setDaemon(true);
        return thread;
    }
}
