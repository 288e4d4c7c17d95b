package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeOptions;
import dev.berth.agent.workspace.Workspaces;
import dev.berth.session.Agent;
import dev.berth.settings.OpenCodeSettings;
import dev.berth.settings.Settings;
import dev.berth.settings.WorkspaceSettings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the agent that is OpenCode; OpenCode itself starts with the first prompt. */
@ApplicationScoped
public class OpenCodeProducer {

    /** Clones and removals at once; more wait for one of them. */
    private static final int CHORES_MAX = 4;

    @Resource
    private ManagedThreadFactory threads;

    @Produces
    @ApplicationScoped
    @Named("opencode")
    Agent agent(Settings settings) {
        Path folder = settings.data().resolve("workspaces");
        OpenCodeSettings wanted = settings.openCode();
        OpenCodeOptions options = new OpenCodeOptions(settings.data().resolve("opencode"), folder, wanted.path(), wanted.url(),
                wanted.password(), wanted.config(), wanted.model(), wanted.catalogue(), wanted.environment(), wanted.startMax());
        RunLimits limits = new RunLimits(wanted.silenceMax(), wanted.retryMax(), wanted.stepsMax());
        WorkspaceSettings origin = settings.workspace();
        ExecutorService chores = chores();
        Workspaces workspaces = new Workspaces(folder, origin.remote(), origin.allowEmpty(), origin.cloneMax(), chores);
        return new OpenCodeAgent(options, limits, workspaces, new Instances(wanted.idle()), chores, threads);
    }

    // What waits here is bounded: a clone for each turn that runs, and a removal for each session that is deleted.
    private ExecutorService chores() {
        ThreadPoolExecutor chores = new ThreadPoolExecutor(CHORES_MAX, CHORES_MAX, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), threads, new ThreadPoolExecutor.DiscardPolicy());
        chores.allowCoreThreadTimeOut(true);
        return chores;
    }
}
