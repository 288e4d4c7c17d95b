package dev.berth.session;

/**
 * What a user, the assistant or the system said.
 *
 * @param content the plain text of the text parts
 * @param parts the JSON text of an array; unknown part types are kept as they came
 * @param createdAt seconds since the epoch; the order never depends on it
 * @param seq the number of the event that brought it, which orders the messages
 * @param turnId the turn it belongs to, or null
 * @param clientMessageId the sender's own id, which is stored once, or null
 */
public record Message(String id, Role role, String content, String parts, long createdAt, long seq, String turnId,
        String clientMessageId) implements JsonForm {

    public Message withParts(String newContent, String newParts) {
        return new Message(id, role, newContent, newParts, createdAt, seq, turnId, clientMessageId);
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("id", id).member("role", role.wireName()).member("content", content).name("parts").raw(parts)
                .member("createdAt", createdAt).member("seq", seq).optional("turnId", turnId)
                .optional("clientMessageId", clientMessageId).endObject();
    }
}
