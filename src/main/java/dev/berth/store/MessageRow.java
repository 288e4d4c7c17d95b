package dev.berth.store;

import dev.berth.session.Message;
import dev.berth.session.Role;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "messages")
@NamedQuery(name = "message.before", query = "SELECT m FROM MessageRow m WHERE m.seq < :seq ORDER BY m.seq DESC")
@NamedQuery(name = "message.after", query = "SELECT m FROM MessageRow m WHERE m.seq > :seq ORDER BY m.seq")
@NamedQuery(name = "message.client", query = "SELECT m FROM MessageRow m WHERE m.clientMessageId = :id")
@NamedQuery(name = "message.count", query = "SELECT COUNT(m.seq) FROM MessageRow m")
@NamedQuery(name = "message.update", query = "UPDATE MessageRow m SET m.content = :content, m.parts = :parts WHERE m.id = :id")
@NamedQuery(name = "message.delete", query = "DELETE FROM MessageRow m WHERE m.id = :id")
class MessageRow {

    @Id
    private String id;
    private String role;
    private String content;
    private String parts;
    @Column(name = "created_at")
    private long createdAt;
    private long seq;
    @Column(name = "turn_id")
    private String turnId;
    @Column(name = "client_message_id")
    private String clientMessageId;

    protected MessageRow() {
    }

    MessageRow(Message message) {
        id = message.id();
        role = message.role().wireName();
        content = message.content();
        parts = message.parts();
        createdAt = message.createdAt();
        seq = message.seq();
        turnId = message.turnId();
        clientMessageId = message.clientMessageId();
    }

    Message toMessage() {
        return new Message(id, WireName.stored(Role.class, role), content, parts == null ? "[]" : parts, createdAt, seq,
                turnId, clientMessageId);
    }
}
