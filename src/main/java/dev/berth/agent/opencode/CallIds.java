package dev.berth.agent.opencode;

import java.util.HashMap;
import java.util.Map;

/**
 * What the tool calls of a turn are called in Berth. Some models number their calls anew in each message, and those of a sub-agent
 * know nothing of the others: a call whose id was there before, in another message, gets that message's id behind its own. Not
 * thread-safe.
 */
final class CallIds {

    private final Map<String, String> firstMessages = new HashMap<>();

    /** @param messageId OpenCode's message that makes the call */
    String of(String messageId, String callId) {
        String first = firstMessages.putIfAbsent(callId, messageId);
        return first == null || first.equals(messageId) ? callId : callId + '/' + messageId;
    }
}
