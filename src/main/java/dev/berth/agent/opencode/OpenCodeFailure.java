package dev.berth.agent.opencode;

/** A call that OpenCode did not carry out. The message is a sentence. */
final class OpenCodeFailure extends RuntimeException {

    /** The status of a call that got no answer: whether OpenCode carried it out is not known. */
    static final int NO_ANSWER = 0;

    private static final long serialVersionUID = 1L;

    private final int status;

    OpenCodeFailure(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The HTTP status, or {@link #NO_ANSWER}. */
    int status() {
        return status;
    }
}
