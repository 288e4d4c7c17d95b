package dev.berth.session;

import java.util.List;

/**
 * A permission that an agent asked for, and what became of it (P8). Times are seconds since the epoch.
 *
 * @param reply null until it is answered
 * @param message what was said to the agent beside the reply, or null
 * @param answeredBy the user who answered, or null
 * @param seq the number of its latest change
 */
public record Permission(PermissionRequest request, String turnId, AskState state, PermissionReply reply, String message,
        String answeredBy, long createdAt, Long answeredAt, long seq) implements JsonForm {

    static Permission asked(PermissionRequest request, String turnId, long now, long seq) {
        return new Permission(request, turnId, AskState.PENDING, null, null, null, now, null, seq);
    }

    Permission answered(PermissionReply with, String said, String userId, long now, long newSeq) {
        return new Permission(request, turnId, AskState.ANSWERED, with, said, userId, createdAt, now, newSeq);
    }

    Permission expired(long newSeq) {
        return new Permission(request, turnId, AskState.EXPIRED, null, null, null, createdAt, null, newSeq);
    }

    public String id() {
        return request.id();
    }

    /** Whether this answer allows what is asked for now, too. */
    boolean allows(PermissionRequest other) {
        return reply == PermissionReply.ALWAYS && request.kind().equals(other.kind()) && !other.patterns().isEmpty()
                && other.patterns().stream().allMatch(wanted -> request.always().stream().anyMatch(rule -> Glob.matches(rule, wanted)));
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("id", id()).member("turnId", turnId).member("toolCallId", request.toolCallId())
                .member("kind", request.kind()).member("title", request.title()).texts("patterns", request.patterns())
                .texts("always", request.always()).name("detail").raw(request.detail()).member("state", state.wireName())
                .member("reply", reply == null ? null : reply.wireName()).member("message", message)
                .member("answeredBy", answeredBy).member("createdAt", createdAt).member("answeredAt", answeredAt)
                .member("seq", seq).endObject();
    }
}
