package dev.berth.live;

import dev.berth.session.Agent;
import dev.berth.session.AgentHealth;
import dev.berth.session.Catalogue;
import dev.berth.session.SessionStore;
import dev.berth.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Starts and stops Berth with its application, and holds the sessions that are in use. Its concurrency is its own: the
 * container's default write lock would make one slow open hold up every session.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SessionRegistry {

    private static final Logger LOG = Logger.getLogger(SessionRegistry.class.getName());

    @Inject
    private Settings settings;
    @Inject
    private Instance<SessionStore> stores;
    @Inject
    private Instance<Catalogue> catalogues;
    @Inject
    @Any
    private Instance<Agent> agents;
    @Resource
    private ManagedThreadFactory threads;

    private SessionStore store;
    private Catalogue catalogue;
    private Agent agent;
    private LiveSessions sessions;
    private Administration administration;
    private Shutdown shutdown;

    @PostConstruct
    void start() {
        try {
            settings.check();
            // The store comes first: it locks the folder.
            store = stores.get();
            catalogue = catalogues.get();
            agent = chosenAgent();
            sessions = assemble();
            administration = sessions.administration();
            shutdown = new Shutdown(sessions, agent, catalogue, store);
            sessions.start();
            settings.endsWithProcess().flatMap(ProcessHandle::of).ifPresent(starter -> starter.onExit().thenRun(() -> System.exit(0)));
            LOG.info(() -> "Berth keeps its sessions in " + settings.data() + "; the agent is " + settings.agent() + ".");
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, () -> "Berth cannot start: " + rootSentence(e));
            release();
            throw e;
        }
    }

    @PreDestroy
    void stop() {
        if (shutdown != null) {
            shutdown.run();
        }
    }

    private void release() {
        if (catalogue != null) {
            catalogue.close();
        }
        if (store != null) {
            store.close();
        }
    }

    /** The sessions in use. The object stays the same as long as the application runs; keep it, calls to this bean cost. */
    public LiveSessions sessions() {
        return sessions;
    }

    /** What those who operate Berth may see and do. To be kept, as {@link #sessions()}. */
    public Administration administration() {
        return administration;
    }

    /** Stops Berth; also to be kept, since this bean may be gone when the web application ends. */
    public Runnable shutdown() {
        return shutdown;
    }

    /** Where the sessions are kept. */
    public SessionStore store() {
        return store;
    }

    /** The index of all sessions. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** What answers. */
    public Agent agent() {
        return agent;
    }

    /** How the agent is. */
    public AgentHealth agentHealth() {
        return agent.health();
    }

    private LiveSessions assemble() {
        LiveLimits limits = new LiveLimits(settings.openMax(), settings.idle(), settings.limits().queueMax(), settings.limits().turnMax(),
                settings.limits().answerMax(), settings.limits().connectionsMax(), settings.limits().sessionConnectionsMax());
        Pools pools = Pools.on(threads);
        Dashboards dashboards = new Dashboards(pools);
        Cards cards = new Cards(catalogue, dashboards, pools);
        LiveContext context = new LiveContext(store, cards, agent, pools, Clock.systemUTC(), limits, new Awake(limits.openMax()),
                new Connections(limits.connections()), new Counters());
        return new LiveSessions(context, catalogue, dashboards);
    }

    private Agent chosenAgent() {
        Instance<Agent> chosen = agents.select(NamedLiteral.of(settings.agent()));
        if (!chosen.isResolvable()) {
            throw Settings.wrong("berth.agent", settings.agent(), "one of " + agents.handlesStream()
                    .map(handle -> handle.getBean().getName()).sorted().collect(Collectors.joining(", ")));
        }
        return chosen.get();
    }

    private static String rootSentence(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
