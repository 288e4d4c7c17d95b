package dev.berth.api;

import dev.berth.live.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The text form of Server-Sent Events. What is written here is JSON, which has no line breaks, or constants of ours. */
final class EventText {

    static final byte[] RETRY = utf8("retry: 1000\n\n");
    static final byte[] COMMENT = utf8(":\n\n");

    private EventText() {
    }

    /** A frame as the followers of a session get it. */
    static byte[] plain(Frame frame) {
        return frame == Frame.HEARTBEAT ? COMMENT : frame.asEvent(EventText::encodePlain);
    }

    /** A frame as the followers of one turn get it, in the form of the first design's chat. */
    static byte[] chat(Frame frame) {
        return frame == Frame.HEARTBEAT ? COMMENT : chat("message", frame.seq() == 0 ? null : frame.cursor(), frame.json());
    }

    /** @param id null for none */
    static byte[] chat(String event, String id, String json) {
        return utf8("event: " + event + '\n' + (id == null ? "" : "id: " + id + '\n') + "data: " + json + "\n\n");
    }

    static byte[] joined(Iterable<byte[]> texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        texts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] encodePlain(Frame frame) {
        String id = frame.seq() == 0 ? "" : "id: " + frame.cursor() + '\n';
        // An id alone is no event, but a browser that comes back sends it: so it resumes also when it has seen none yet.
        if (frame.json().isEmpty()) {
            return utf8(id.isEmpty() ? "" : id + '\n');
        }
        return utf8(id + "data: " + frame.json() + "\n\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
