package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The messages of one open session as rows, ordered by {@code seq}. Called on the session's lane only. */
public interface MessageTable {

    void insert(Message message);

    /** Replaces the content and the parts of a message. */
    void update(Message message);

    void delete(String id);

    Optional<Message> find(String id);

    Optional<Message> findByClientId(String clientMessageId);

    /** The newest {@code limit} messages with {@code seq < before}, oldest first. */
    List<Message> before(long seq, int limit);

    /** The oldest {@code limit} messages with {@code seq > after}, oldest first. */
    List<Message> after(long seq, int limit);

    /** The newest {@code limit} texts with {@code seq < before}, newest first. */
    List<MessageText> textsBefore(long seq, int limit);

    /** The oldest {@code limit} texts with {@code seq > after}, oldest first. */
    List<MessageText> textsAfter(long seq, int limit);

    long count();
}
