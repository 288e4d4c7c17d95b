package dev.berth.live;

import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.PromptFile;
import dev.berth.session.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody asks the agent, already checked.
 *
 * @param mode null for the session's own
 * @param clientMessageId null for none; the same one is stored and run once
 * @param model null for the agent's default
 * @param files what goes with the words, in order
 */
public record PromptWish(String content, Mode mode, String clientMessageId, String model, List<PromptFile> files) {

    /** Words alone. */
    public PromptWish(String content, Mode mode, String clientMessageId, String model) {
        this(content, mode, clientMessageId, model, List.of());
    }

    Said said() {
        return new Said(content, files);
    }

    /** The user's message that it becomes. */
    NewMessage message(String turnId) {
        List<Part> parts = new ArrayList<>(List.of(Part.text(content, PartState.COMPLETE)));
        files.forEach(file -> parts.add(file.part()));
        return new NewMessage(Role.USER, content, Part.arrayOf(parts), turnId, clientMessageId);
    }
}
