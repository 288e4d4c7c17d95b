package dev.berth.live;

import dev.berth.session.Event;
import dev.berth.session.Message;
import dev.berth.session.NewMessage;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The message that a turn's agent is writing. On the lane only.
 *
 * <p>Text that is added to a part is recorded as a {@code message-delta}; anything else as {@code message-parts}, which holds
 * the whole array, replaces all that went before, and lets it be pruned. The message's own row is rewritten only with the
 * latter: what a part has got since then is in the deltas, and after a crash is put together again from them.
 */
final class Answer {

    private final OpenSession session;
    private final String turnId;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    /** The text of each part, to which more can be added; null for a part that has none. */
    private final List<StringBuilder> texts = new ArrayList<>();
    private Message message;
    private long prunableFrom;

    Answer(OpenSession session, String turnId) {
        this.session = session;
        this.turnId = turnId;
    }

    /** Puts an answer together again that was cut off. */
    static Answer restore(OpenSession session, String turnId, Message message) {
        Answer answer = new Answer(session, turnId);
        answer.message = message;
        answer.prunableFrom = message.seq() + 1;
        PartsReader.parts(message.parts()).forEach(part -> answer.add("restored-" + answer.parts.size(), part));
        for (Event event : session.events().table().deltasOfTurn(turnId, message.seq())) {
            PartsReader.Delta delta = PartsReader.delta(event.body());
            StringBuilder text = answer.textOf(delta.part());
            text.setLength(delta.offset());
            text.append(delta.text());
        }
        return answer;
    }

    /** The message's id; null before the first word. */
    String messageId() {
        return message == null ? null : message.id();
    }

    /** The message with the text so far; null before the first word. */
    Message soFar() {
        return message == null ? null : message.withParts(content(), partsJson());
    }

    /** @param type of the part if it begins now; null if it must be there already */
    void append(String key, String type, CharSequence text) {
        Integer place = places.get(key);
        if (text.length() == 0 || place == null && type == null) {
            return;
        }
        if (place == null) {
            add(key, new Part(type, text.toString(), null, null, null, null, null, PartState.RUNNING, null, null));
            announce();
        } else {
            appendDelta(place, text.toString());
        }
    }

    void put(String key, Part part) {
        Integer place = places.get(key);
        if (place == null) {
            settleText();
            add(key, part);
        } else {
            parts.set(place, part);
            texts.set(place, textIn(part));
        }
        announce();
    }

    /** Closes the answer: nothing in it is running any more. @param error a sentence to show, or null */
    void settle(String error) {
        for (int i = 0; i < parts.size(); i++) {
            parts.set(i, parts.get(i).settled());
        }
        if (error != null) {
            add("error", Part.error(error));
        }
        announce();
    }

    private void appendDelta(int place, String text) {
        StringBuilder soFar = textOf(place);
        int offset = soFar.length();
        soFar.append(text);
        session.events().append(Event.MESSAGE_DELTA, turnId, out -> out.member("messageId", message.id()).member("part", place)
                .member("offset", offset).member("text", text));
    }

    /** A text part is finished when something else begins. */
    private void settleText() {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isProse()) {
                parts.set(i, parts.get(i).settled());
            }
        }
    }

    private void add(String key, Part part) {
        places.put(key, parts.size());
        parts.add(part);
        texts.add(textIn(part));
    }

    /** The text of a part, which begins now if it had none: an agent may come back to any part. */
    private StringBuilder textOf(int place) {
        if (texts.get(place) == null) {
            texts.set(place, new StringBuilder());
        }
        return texts.get(place);
    }

    private static StringBuilder textIn(Part part) {
        return part.content() == null ? null : new StringBuilder(part.content());
    }

    private void announce() {
        if (message == null) {
            message = session.messages().store(new NewMessage(Role.ASSISTANT, content(), partsJson(), turnId, null));
            prunableFrom = message.seq() + 1;
        } else {
            message = soFar();
            session.messages().replaceParts(message);
            long replacing = session.events().last();
            session.events().table().pruneAnswer(turnId, prunableFrom, replacing);
            prunableFrom = replacing;
        }
    }

    private String partsJson() {
        return Part.arrayOf(current());
    }

    private String content() {
        StringBuilder plain = new StringBuilder();
        current().stream().filter(Part::isText).forEach(part -> plain.append(part.content()));
        return plain.toString();
    }

    private List<Part> current() {
        List<Part> now = new ArrayList<>(parts);
        for (int i = 0; i < now.size(); i++) {
            if (texts.get(i) != null) {
                now.set(i, now.get(i).withContent(texts.get(i).toString()));
            }
        }
        return now;
    }
}
