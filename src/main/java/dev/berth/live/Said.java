package dev.berth.live;

import dev.berth.session.Message;
import dev.berth.session.PromptFile;
import java.util.List;

/** What the agent is asked by a user's message: its words, and the files that go with them. */
record Said(String content, List<PromptFile> files) {

    /** What is asked by a message that was removed. */
    static final Said NOTHING = new Said("", List.of());

    static Said in(Message message) {
        return new Said(message.content(), PartsReader.files(message.parts()));
    }
}
