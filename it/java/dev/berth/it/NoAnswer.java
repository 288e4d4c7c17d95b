package dev.berth.it;

/** The server was not there, or went before it had answered: nobody knows whether what was asked for was done. */
public final class NoAnswer extends AssertionError {

    private static final long serialVersionUID = 1L;

    NoAnswer(String message, Throwable cause) {
        super(message, cause);
    }
}
