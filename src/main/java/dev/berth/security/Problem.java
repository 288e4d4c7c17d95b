package dev.berth.security;

import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;
import dev.berth.session.Refusal;

/**
 * A refusal as clients get it: {@code application/problem+json} (RFC 9457), with the sentence once more as {@code error},
 * where the first design put it.
 *
 * @param retryAfterSeconds 0 when nobody knows
 * @param subject what it is about, shown under its own name; or null
 */
public record Problem(int status, String title, String detail, int retryAfterSeconds, Refusal.Subject subject) implements JsonForm {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem(int status, String title, String detail) {
        this(status, title, detail, 0, null);
    }

    /** What clients are told of a fault of ours; the log has the rest. */
    public static final Problem INTERNAL = new Problem(500, "Internal Server Error", "Something went wrong in Berth.");

    public static Problem of(Refusal refusal) {
        return switch (refusal.code()) {
            case INVALID -> new Problem(400, "Bad Request", refusal);
            case UNAUTHENTICATED -> new Problem(401, "Unauthorized", refusal);
            case FORBIDDEN -> new Problem(403, "Forbidden", refusal);
            case NOT_FOUND -> new Problem(404, "Not Found", refusal);
            case TOO_SLOW -> new Problem(408, "Request Timeout", refusal);
            case CONFLICT -> new Problem(409, "Conflict", refusal);
            case STALE -> new Problem(412, "Precondition Failed", refusal);
            case TOO_LARGE -> new Problem(413, "Content Too Large", refusal);
            case NOT_JSON -> new Problem(415, "Unsupported Media Type", refusal);
            case UNSOUND -> new Problem(422, "Unprocessable Content", refusal);
            case EXPECTED_WEBSOCKET -> new Problem(426, "Upgrade Required", refusal);
            case TOO_MANY -> new Problem(429, "Too Many Requests", refusal);
            case UNAVAILABLE -> new Problem(503, "Service Unavailable", refusal);
        };
    }

    private Problem(int status, String title, Refusal refusal) {
        this(status, title, refusal.getMessage(), refusal.retryAfterSeconds(), refusal.subject());
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("type", "about:blank").member("title", title).member("status", status).member("detail", detail)
                .member("error", detail);
        if (subject != null) {
            out.member(subject.name(), subject.form());
        }
        out.endObject();
    }
}
