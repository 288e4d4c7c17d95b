package dev.berth.session;

/**
 * A message to be stored, already checked.
 *
 * @param parts the JSON text of an array, or null: then the content is the one text part
 * @param turnId null for a message outside any turn
 * @param clientMessageId null for none
 */
public record NewMessage(Role role, String content, String parts, String turnId, String clientMessageId) {

    String partsOrText() {
        return parts != null ? parts : Part.text(content, PartState.COMPLETE).arrayOfOne();
    }
}
