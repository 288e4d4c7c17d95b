package dev.berth.agent.workspace;

/** Why there is no workspace, as one sentence for people: without credentials, and without paths of this machine. */
public final class WorkspaceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkspaceFailure(String sentence) {
        super(sentence);
    }

    WorkspaceFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
