package dev.berth.session;

/** What a message says, without all that came of it. */
public record MessageText(long seq, String id, String content) {
}
