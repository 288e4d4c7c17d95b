package dev.berth.agent.workspace;

/** A command of git that did not do what it should; its reason is for people, as the end of a sentence. */
final class GitFailure extends Exception {

    private static final long serialVersionUID = 1L;

    GitFailure(String reason) {
        super(reason);
    }

    String reason() {
        return getMessage();
    }
}
