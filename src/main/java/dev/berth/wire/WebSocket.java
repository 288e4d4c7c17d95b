package dev.berth.wire;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One WebSocket of the server's side, from its opening to its end. Safe for use by many threads; reads on one thread at a time. */
public final class WebSocket implements ReadListener {

    private static final Logger LOG = Logger.getLogger(WebSocket.class.getName());
    private static final int READ_BYTES = 4 << 10;
    /** Who pings faster than it takes the answers does not get one for each (RFC 6455, 5.5.3). */
    private static final int UNSENT_PONGS_MAX = 16;
    /** How long the other side may take to say goodbye as well; one that has stopped reading hears why if it reads on by then. */
    private static final int GOODBYE_SECONDS_MAX = 30;

    private final Listener listener;
    private final Executor closers;
    private final FrameReader reader;
    private final Output output = new Output(failure -> end(), this::disconnect);
    private final CompletableFuture<Void> goodbye = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicInteger unsentPongs = new AtomicInteger();
    private volatile boolean deaf;
    private volatile WebConnection connection;
    private ServletInputStream in;

    /** Who is told what happens, on threads which it must not hold for long: the container's, and whoever ends the connection. */
    public interface Listener {

        /** It is open; nothing has been read yet. */
        void opened();

        void text(String text);

        void pong();

        /** It has ended, whoever wanted it. Told once, and once only. */
        void gone();
    }

    /**
     * @param charsMax how long a text may be; a longer one ends the connection with 1009
     * @param closers where what may block for seconds is done, also after they have been shut down
     */
    public WebSocket(Listener listener, int charsMax, Executor closers) {
        this.listener = listener;
        this.closers = closers;
        this.reader = new FrameReader(new Ear(), charsMax);
    }

    void begin(WebConnection opened) {
        connection = opened;
        if (ended.get()) {
            disconnect();
            return;
        }
        try {
            in = opened.getInputStream();
            output.begin(opened.getOutputStream());
            listener.opened();
            in.setReadListener(this);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.FINE, "the client left before it could be served", e);
            end();
        }
    }

    /**
     * Sends whole frames after what was handed over before; see {@link Output#write}.
     *
     * @param done called exactly once, on any thread: with null when the system has taken them, or with what went wrong
     */
    public void send(byte[] frames, Consumer<Throwable> done) {
        output.write(frames, done);
    }

    /** Says goodbye after what was handed over before, and ends within half a minute. A second call does nothing. */
    public void close(int code, String sentence) {
        if (closing.compareAndSet(false, true)) {
            sayGoodbye(WireFrame.close(code, sentence), through -> { });
        }
    }

    private void sayGoodbye(byte[] frame, Consumer<Throwable> done) {
        goodbye.orTimeout(GOODBYE_SECONDS_MAX, TimeUnit.SECONDS).whenCompleteAsync((said, late) -> end(), closers);
        output.writeLast(frame, done);
    }

    /** Ends it without a word. A second call does nothing. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            closing.set(true);
            goodbye.complete(null);
            listener.gone();
            output.fail(new IOException("The connection has ended."));
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] bytes = new byte[READ_BYTES];
        while (!ended.get() && in.isReady()) {
            int length = in.read(bytes);
            if (length < 0) {
                end();
            } else if (!deaf) {
                read(bytes, length);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    private void read(byte[] bytes, int length) {
        try {
            reader.read(bytes, length);
        } catch (Violation e) {
            deaf = true;
            close(e.code(), e.getMessage());
        }
    }

    /** On Open Liberty it may block. */
    private void disconnect() {
        WebConnection there = connection;
        if (there != null) {
            closers.execute(() -> disconnect(there));
        }
    }

    private static void disconnect(WebConnection connection) {
        try {
            connection.close();
        } catch (Exception e) {
            // It is closed already, which is what was wanted.
            LOG.log(Level.FINEST, "closed already", e);
        }
    }

    private final class Ear implements FrameReader.Sink {

        @Override
        public void text(String text) {
            if (!closing.get()) {
                listener.text(text);
            }
        }

        @Override
        public void ping(byte[] payload) {
            if (!closing.get() && unsentPongs.get() < UNSENT_PONGS_MAX) {
                unsentPongs.incrementAndGet();
                // Not on the thread that reads: whoever pings and does not read would hold it on Open Liberty.
                closers.execute(() -> output.write(WireFrame.pong(payload), through -> unsentPongs.decrementAndGet()));
            }
        }

        @Override
        public void pong() {
            listener.pong();
        }

        @Override
        public void close(int code) {
            deaf = true;
            if (closing.compareAndSet(false, true)) {
                sayGoodbye(WireFrame.close(code, ""), through -> end());
            } else {
                end();
            }
        }
    }
}
