package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeServer;
import dev.berth.agent.workspace.Workspaces;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all runs share.
 *
 * @param timer only starts things; nothing on it blocks
 */
record RunContext(OpenCodeServer server, Workspaces workspaces, ScheduledExecutorService timer, RunLimits limits, Runs runs) {
}
