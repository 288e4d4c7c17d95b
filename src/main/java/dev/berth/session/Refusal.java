package dev.berth.session;

import java.util.Objects;

/**
 * The one way Berth says no: a code for machines and a sentence for people. Thrown before anything is stored, or undone
 * with the command that threw it. It is an expected answer and not a fault, so it carries no stack trace and is not logged.
 */
public final class Refusal extends RuntimeException {

    /** Why something was refused; the web maps each to one status. */
    public enum Code {
        INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, TOO_SLOW, CONFLICT, STALE, TOO_LARGE, NOT_JSON, EXPECTED_WEBSOCKET, UNSOUND,
        TOO_MANY, UNAVAILABLE
    }

    /** A word of Berth that says more than the sentence, and the name under which clients find it. */
    public record Subject(String name, JsonForm form) {
    }

    private final Code code;
    private final int retryAfterSeconds;
    private final transient Subject subject;

    public Refusal(Code code, String sentence) {
        this(code, sentence, 0);
    }

    /** @param retryAfterSeconds when asking again may help, or 0 when nobody knows */
    public Refusal(Code code, String sentence, int retryAfterSeconds) {
        this(code, sentence, retryAfterSeconds, null);
    }

    private Refusal(Code code, String sentence, int retryAfterSeconds, Subject subject) {
        super(Objects.requireNonNull(sentence, "A refusal needs its sentence."), null, false, false);
        this.code = Objects.requireNonNull(code, "A refusal needs its code.");
        this.retryAfterSeconds = retryAfterSeconds;
        this.subject = subject;
    }

    public static Refusal invalid(String sentence) {
        return new Refusal(Code.INVALID, sentence);
    }

    /** Nobody is logged in. @param form where one can log in, under its name */
    public static Refusal unauthenticated(String sentence, String name, JsonForm form) {
        return new Refusal(Code.UNAUTHENTICATED, sentence, 0, new Subject(name, form));
    }

    public static Refusal notFound(String what) {
        return new Refusal(Code.NOT_FOUND, "There is no such " + what + ".");
    }

    public static Refusal conflict(String sentence) {
        return new Refusal(Code.CONFLICT, sentence);
    }

    /** A conflict with something that clients are shown as it is. */
    public static Refusal conflict(String sentence, String name, JsonForm form) {
        return new Refusal(Code.CONFLICT, sentence, 0, new Subject(name, form));
    }

    /** A file was handed over that holds no sound session. */
    public static Refusal unsound(String sentence) {
        return new Refusal(Code.UNSOUND, sentence);
    }

    public static Refusal unavailable(String sentence) {
        return new Refusal(Code.UNAVAILABLE, sentence, 5);
    }

    public Code code() {
        return code;
    }

    /** What the refusal is about, or null. */
    public Subject subject() {
        return subject;
    }

    /** Seconds after which asking again may help; 0 when nobody knows. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
