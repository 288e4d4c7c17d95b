/**
 * The folders in which agents work: one for each session, {@code workspaces/{id}}, with a clone of the session's repository on
 * a branch of its own, or an empty repository where there is nothing to clone and the setting allows it. The only room that
 * runs the git program. It knows paths and processes, and nothing of turns or of any agent.
 *
 * <p>On disk: what is being made lies in {@code .cloning-{id}-…} and is renamed when it is whole; what is removed is renamed to
 * {@code .removing-{id}-…} before anything of it goes. So a crash of Berth never leaves a half workspace, only leftovers that
 * {@link dev.berth.agent.workspace.Workspaces#tidy} finds by their names.
 *
 * <p>What a remote says may be shown to people, so it passes through {@code FailureReason}, which takes out addresses with their
 * credentials and the paths of this machine. An agent may read all of its workspace, so credentials are not left there either.
 */
package dev.berth.agent.workspace;
