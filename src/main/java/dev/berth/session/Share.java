package dev.berth.session;

import java.util.List;

/**
 * A link by which others may read a session. Times are seconds since the epoch.
 *
 * @param tokenHash the SHA-256 of what is in the link, so that the file opens nothing
 * @param revokedAt null while it holds
 */
public record Share(String id, String tokenHash, long createdAt, long expiresAt, Long revokedAt) implements JsonForm {

    static Share parse(String id, String text) {
        List<String> words = List.of(text.split(" "));
        Long revoked = words.size() > 3 ? Long.valueOf(words.get(3)) : null;
        return new Share(id, words.get(0), Long.parseLong(words.get(1)), Long.parseLong(words.get(2)), revoked);
    }

    String text() {
        return tokenHash + ' ' + createdAt + ' ' + expiresAt + (revokedAt == null ? "" : " " + revokedAt);
    }

    Share revoked(long now) {
        return revokedAt != null ? this : new Share(id, tokenHash, createdAt, expiresAt, now);
    }

    public boolean holds(long now) {
        return revokedAt == null && now < expiresAt;
    }

    public Pass pass() {
        return new Pass(id, expiresAt);
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject();
        writeMembers(out);
        out.endObject();
    }

    /** The JSON form with the token, which is shown this once. */
    public String toJson(String token) {
        JsonWriter out = new JsonWriter().beginObject();
        writeMembers(out);
        return out.member("token", token).endObject().toString();
    }

    private void writeMembers(JsonWriter out) {
        out.member("id", id).member("createdAt", createdAt).member("expiresAt", expiresAt).member("revokedAt", revokedAt);
    }
}
