package dev.berth.store;

import dev.berth.session.Message;
import dev.berth.session.MessageTable;
import dev.berth.session.MessageText;
import dev.berth.sqlite.Rows;
import java.util.List;
import java.util.Optional;

final class MessageRows implements MessageTable {

    private final Rows rows;

    MessageRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Message message) {
        rows.write("message.insert", message.id(), message.role().wireName(), message.content(), message.parts(), message.createdAt(),
                message.seq(), message.turnId(), message.clientMessageId());
    }

    @Override
    public void update(Message message) {
        rows.write("message.update", message.content(), message.parts(), message.id());
    }

    @Override
    public void delete(String id) {
        rows.write("message.delete", id);
    }

    @Override
    public Optional<Message> find(String id) {
        return rows.first(MessageRow.class, "message.find", id).map(MessageRow::toMessage);
    }

    @Override
    public Optional<Message> findByClientId(String clientMessageId) {
        return rows.first(MessageRow.class, "message.client", clientMessageId).map(MessageRow::toMessage);
    }

    @Override
    public List<Message> before(long seq, int limit) {
        return Rows.reversed(page("message.before", seq, limit));
    }

    @Override
    public List<Message> after(long seq, int limit) {
        return page("message.after", seq, limit);
    }

    @Override
    public List<MessageText> textsBefore(long seq, int limit) {
        return texts("message.textsBefore", seq, limit);
    }

    @Override
    public List<MessageText> textsAfter(long seq, int limit) {
        return texts("message.textsAfter", seq, limit);
    }

    @Override
    public long count() {
        return rows.number("message.count");
    }

    private List<MessageText> texts(String query, long seq, int limit) {
        return rows.list(Object[].class, query, seq, limit).stream()
                .map(row -> new MessageText(((Number) row[0]).longValue(), (String) row[1], (String) row[2])).toList();
    }

    private List<Message> page(String query, long seq, int limit) {
        return rows.list(MessageRow.class, query, seq, limit).stream().map(MessageRow::toMessage).toList();
    }
}
