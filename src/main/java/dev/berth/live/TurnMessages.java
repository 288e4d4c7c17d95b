package dev.berth.live;

import dev.berth.session.Message;
import dev.berth.session.Messages;
import dev.berth.session.Refusal;
import dev.berth.session.Turn;
import java.util.Optional;

/** The users' messages that turns are about. On the lane only. */
final class TurnMessages {

    private final Messages messages;

    TurnMessages(Messages messages) {
        this.messages = messages;
    }

    Optional<Message> find(Turn turn) {
        return messages.find(turn.messageId());
    }

    Message require(Turn turn) {
        return find(turn).orElseThrow(() -> Refusal.conflict("The message of this turn was removed."));
    }

    /** What the agent is asked now. */
    Said said(Turn turn) {
        return find(turn).map(Said::in).orElse(Said.NOTHING);
    }

    /** Puts other words into a message; its files stay. */
    void rewrite(Message message, String content) {
        messages.rewrite(message.withParts(content, PartsReader.withText(message.parts(), content)));
    }

    void remove(Turn turn) {
        find(turn).ifPresent(messages::remove);
    }
}
