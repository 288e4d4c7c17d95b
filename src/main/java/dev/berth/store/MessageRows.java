package dev.berth.store;

import dev.berth.session.Message;
import dev.berth.session.MessageTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

final class MessageRows implements MessageTable {

    private final Rows rows;

    MessageRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Message message) {
        rows.insert(new MessageRow(message));
    }

    @Override
    public void update(Message message) {
        rows.execute("message.update", Map.of("content", message.content(), "parts", message.parts(), "id", message.id()));
    }

    @Override
    public void delete(String id) {
        rows.execute("message.delete", Map.of("id", id));
    }

    @Override
    public Optional<Message> find(String id) {
        return rows.find(MessageRow.class, id).map(MessageRow::toMessage);
    }

    @Override
    public Optional<Message> findByClientId(String clientMessageId) {
        return rows.first(MessageRow.class, "message.client", Map.of("id", clientMessageId)).map(MessageRow::toMessage);
    }

    @Override
    public List<Message> before(long seq, int limit) {
        List<Message> newestFirst = page("message.before", seq, limit);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    @Override
    public List<Message> after(long seq, int limit) {
        return page("message.after", seq, limit);
    }

    @Override
    public long count() {
        return rows.single(Long.class, "message.count");
    }

    private List<Message> page(String query, long seq, int limit) {
        return rows.list(MessageRow.class, query, Map.of("seq", seq), limit).stream().map(MessageRow::toMessage)
                .collect(Collectors.toList());
    }
}
