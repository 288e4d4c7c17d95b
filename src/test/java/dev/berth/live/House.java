package dev.berth.live;

import dev.berth.catalogue.SqliteCatalogue;
import dev.berth.session.Agent;
import dev.berth.session.Mode;
import dev.berth.session.NewSession;
import dev.berth.session.SessionId;
import dev.berth.session.SessionStore;
import dev.berth.store.SqliteSessionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Everything that lives, over real SQLite files and without a container. */
public final class House implements AutoCloseable {

    public static final LiveLimits LIMITS = new LiveLimits(100, Duration.ofMinutes(1), 3, Duration.ofMinutes(1), Duration.ofMinutes(1),
            1_000, 500);

    public final SessionStore store;
    public final LiveSessions sessions;
    final Pools pools;
    final SqliteCatalogue catalogue;

    public House(Path data, Agent agent) {
        this(data, agent, LIMITS, store -> store);
    }

    /** @param clock the time of day */
    House(Path data, Agent agent, LiveLimits limits, Clock clock) {
        this(data, agent, limits, Pools.on(Thread::new), clock, store -> store);
    }

    /** @param fault puts something between the sessions and their store */
    House(Path data, Agent agent, LiveLimits limits, UnaryOperator<SessionStore> fault) {
        this(data, agent, limits, Pools.on(Thread::new), Clock.systemUTC(), fault);
    }

    /** @param pools the threads it works with, for trials that need to know them */
    public House(Path data, Agent agent, LiveLimits limits, Pools pools) {
        this(data, agent, limits, pools, Clock.systemUTC(), store -> store);
    }

    private House(Path data, Agent agent, LiveLimits limits, Pools pools, Clock clock, UnaryOperator<SessionStore> fault) {
        this.pools = pools;
        store = fault.apply(new SqliteSessionStore(data));
        catalogue = new SqliteCatalogue(data);
        Dashboards dashboards = new Dashboards(pools);
        Cards cards = new Cards(catalogue, dashboards, pools);
        LiveContext context = new LiveContext(store, cards, agent, pools, clock, limits, new Awake(limits.openMax()),
                new Connections(limits.connections()), new Counters());
        sessions = new LiveSessions(context, catalogue, dashboards);
        sessions.start();
    }

    public String newSession() {
        return await(sessions.create(new NewSession(SessionId.random(), "u", "acme", "rocket", null, Mode.BUILD, null))).id();
    }

    public <T> T ask(String id, Function<OpenSession, T> work) {
        return await(sessions.ask(id, work));
    }

    public Prompted prompt(String id, String content) {
        return ask(id, session -> session.turns().prompt(new PromptWish(content, null, null, null)));
    }

    /** Puts a session to sleep that nothing runs in. */
    public void sleep(String id) {
        sessions.with(id, session -> {
            session.hibernate();
            until(() -> !session.isOpen());
            return null;
        });
    }

    /** Waits for an answer; what it failed with is thrown as it is. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about in 20 seconds.");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        sessions.shutDown();
        catalogue.close();
        store.close();
    }
}
