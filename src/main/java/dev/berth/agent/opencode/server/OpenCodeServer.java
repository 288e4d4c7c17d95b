package dev.berth.agent.opencode.server;

import jakarta.json.JsonObject;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one OpenCode that serves all sessions: started with the first use, watched, started again after it fell, stopped without
 * leaving orphans. Any thread may call it, and only {@link #close()} blocks.
 */
public final class OpenCodeServer implements AutoCloseable {

    /** Hears of OpenCode. One call at a time per OpenCode that runs; none may block. After its {@code down}, no more events of it come. */
    public interface Listener {

        /**
         * @param directory the workspace it is about, or empty: the whole of OpenCode
         * @param event {@code {type, properties, id}}
         */
        void event(String directory, JsonObject event);

        /** The stream was cut and is back; what came between is lost. */
        void gap(OpenCodeClient client);

        /** The process has ended or does not answer; every run is over. Not told when Berth itself closes it. */
        void down(String sentence);
    }

    /**
     * How OpenCode is.
     *
     * @param state {@code not started}, {@code starting}, {@code ready}, {@code down} or {@code closed}
     * @param version of the one that is ready, or null
     * @param pid its process, or null: it is not ready, or runs elsewhere
     * @param restarts how often it was ready again after it had fallen
     * @param lastFailure why it could not be started or fell the last time, or null
     */
    public record Health(String state, String version, Long pid, int restarts, String lastFailure) {

        /** Whether it can be asked at once. */
        public boolean ready() {
            return state.equals("ready");
        }
    }

    private static final Logger LOG = Logger.getLogger(OpenCodeServer.class.getName());
    private static final Duration DISPOSE_MAX = Duration.ofSeconds(3);
    private static final int END_SECONDS_MAX = 20;
    private static final int HTTP_THREADS = 2;

    private final Listener listener;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor work;
    private final ThreadPoolExecutor answers;
    private final OpenCodeStart start;
    private final Backoff backoff;
    private CompletableFuture<OpenCodeClient> current;
    private OpenCodeConnection connection;
    private OpenCodeHost last;
    private int starts;
    private boolean closed;

    public OpenCodeServer(OpenCodeOptions options, Listener listener, ThreadFactory threads) {
        this(options, listener, threads, OpenCodeTimes.STANDARD);
    }

    OpenCodeServer(OpenCodeOptions options, Listener listener, ThreadFactory threads, OpenCodeTimes times) {
        this.listener = listener;
        this.backoff = new Backoff(times);
        this.timer = new ScheduledThreadPoolExecutor(1, named(threads, "berth-opencode-timer"), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        this.work = pool(1, named(threads, "berth-opencode-start"));
        this.answers = pool(HTTP_THREADS, named(threads, "berth-opencode-http"));
        HttpClient http = OpenCodeHttp.client(answers, options.url() == null);
        this.start = new OpenCodeStart(options, times, listener, http, named(threads, "berth-opencode-reader"), timer);
    }

    /**
     * OpenCode, ready to be asked; starts it when it does not run. Fails with {@link OpenCodeUnavailable}, whose message is a
     * sentence for people. After a failure, the stage waits for the next try only when that is due within seconds.
     */
    public synchronized CompletionStage<OpenCodeClient> ready() {
        if (closed) {
            return CompletableFuture.failedFuture(new OpenCodeUnavailable("Berth is stopping."));
        }
        if (current == null) {
            if (!backoff.isSoon()) {
                return CompletableFuture.failedFuture(new OpenCodeUnavailable(backoff.sentence()));
            }
            current = new CompletableFuture<>();
            timer.schedule(() -> work.execute(this::tryToStart), backoff.pause().toMillis(), TimeUnit.MILLISECONDS);
        }
        // A copy, so that nobody can complete it for the others.
        return current.copy();
    }

    /** How it is now. */
    public synchronized Health health() {
        boolean ready = connection != null;
        return new Health(state(), ready ? OpenCodeBinary.VERSION : null, ready ? connection.host().pid() : null, Math.max(0, starts - 1),
                backoff.sentence());
    }

    private String state() {
        if (closed) {
            return "closed";
        }
        if (connection != null) {
            return "ready";
        }
        if (current != null) {
            return "starting";
        }
        return backoff.sentence() == null ? "not started" : "down";
    }

    private void tryToStart() {
        try {
            started(start.run());
        } catch (InterruptedException e) {
            // Berth is stopping, and has told so to those who wait.
            Thread.currentThread().interrupt();
        } catch (OpenCodeUnavailable e) {
            LOG.log(Level.WARNING, "OpenCode is not available: {0}", e.getMessage());
            LOG.log(Level.FINE, "The reason in detail:", e);
            failed(e);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "OpenCode could not be started.", e);
            failed(new OpenCodeUnavailable("OpenCode could not be started; the reason is in Berth's log.", e));
        }
    }

    private void started(OpenCodeConnection ready) {
        CompletableFuture<OpenCodeClient> waiting = adopt(ready);
        if (waiting == null) {
            end(ready);
            return;
        }
        LOG.info(() -> "OpenCode " + OpenCodeBinary.VERSION + " at " + ready.host().name() + " is ready.");
        waiting.complete(ready.client());
        ready.watch(timer, sentence -> fallen(ready, sentence));
    }

    private synchronized CompletableFuture<OpenCodeClient> adopt(OpenCodeConnection ready) {
        if (closed) {
            return null;
        }
        connection = ready;
        last = ready.host();
        starts++;
        return current;
    }

    private void failed(OpenCodeUnavailable why) {
        CompletableFuture<OpenCodeClient> waiting;
        synchronized (this) {
            waiting = current;
            current = null;
            backoff.failed(why.getMessage(), false);
        }
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }

    private void fallen(OpenCodeConnection gone, String sentence) {
        LOG.warning(sentence);
        synchronized (this) {
            if (connection != gone) {
                return;
            }
            connection = null;
            current = null;
            backoff.failed(sentence, gone.wasGood());
            // Before anybody can ask for the next: that one waits for this to end.
            work.execute(gone.host()::close);
        }
        listener.down(sentence);
    }

    /** Ends it, with all that it runs and all threads. Blocks until that is done, for 20 seconds at most. The second time does nothing. */
    @Override
    public void close() {
        OpenCodeConnection ready;
        CompletableFuture<OpenCodeClient> waiting;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ready = connection;
            connection = null;
            waiting = current;
        }
        if (waiting != null) {
            waiting.completeExceptionally(new OpenCodeUnavailable("Berth is stopping."));
        }
        if (ready != null) {
            end(ready);
        }
        endWork();
        timer.shutdownNow();
        answers.shutdown();
    }

    private void endWork() {
        work.shutdownNow();
        try {
            work.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (last != null) {
            // When its end was still to come, it was dropped just now.
            last.close();
        }
    }

    private static void end(OpenCodeConnection last) {
        last.finish();
        if (last.host().ours()) {
            dispose(last.client());
        }
        last.host().close();
    }

    /** Lets OpenCode end its commands itself, which stores how they ended. */
    private static void dispose(OpenCodeClient client) {
        try {
            client.disposeAll(DISPOSE_MAX).get(DISPOSE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.FINE, "OpenCode did not end its commands in time; they are killed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor pool(int size, ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads,
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(ThreadFactory threads, String name) {
        return work -> {
            Thread thread = threads.newThread(work);
            thread.setName(name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
