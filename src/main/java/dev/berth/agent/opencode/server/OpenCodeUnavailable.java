package dev.berth.agent.opencode.server;

/** OpenCode cannot be asked now. The message is a sentence for people and holds no secret. */
public final class OpenCodeUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OpenCodeUnavailable(String sentence) {
        super(sentence);
    }

    OpenCodeUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
