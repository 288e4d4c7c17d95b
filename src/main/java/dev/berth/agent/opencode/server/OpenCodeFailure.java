package dev.berth.agent.opencode.server;

/** A call that OpenCode did not carry out. The message is a sentence. */
public final class OpenCodeFailure extends RuntimeException {

    /** The status of a call that got no answer: whether OpenCode carried it out is not known. */
    public static final int NO_ANSWER = 0;

    private static final long serialVersionUID = 1L;

    private final int status;

    OpenCodeFailure(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The HTTP status, or {@link #NO_ANSWER}. */
    public int status() {
        return status;
    }
}
