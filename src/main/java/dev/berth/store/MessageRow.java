package dev.berth.store;

import dev.berth.session.Message;
import dev.berth.session.Role;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "messages")
@NamedNativeQuery(name = "message.insert", query = """
        INSERT INTO messages (id, role, content, parts, created_at, seq, turn_id, client_message_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)""")
@NamedNativeQuery(name = "message.find", query = "SELECT * FROM messages WHERE id = ?1", resultClass = MessageRow.class)
@NamedNativeQuery(name = "message.before",
        query = "SELECT * FROM messages WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2", resultClass = MessageRow.class)
@NamedNativeQuery(name = "message.after",
        query = "SELECT * FROM messages WHERE seq > ?1 ORDER BY seq LIMIT ?2", resultClass = MessageRow.class)
@NamedNativeQuery(name = "message.textsBefore",
        query = "SELECT seq, id, content FROM messages WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2")
@NamedNativeQuery(name = "message.textsAfter", query = "SELECT seq, id, content FROM messages WHERE seq > ?1 ORDER BY seq LIMIT ?2")
@NamedNativeQuery(name = "message.client", query = "SELECT * FROM messages WHERE client_message_id = ?1", resultClass = MessageRow.class)
@NamedNativeQuery(name = "message.count", query = "SELECT COUNT(*) FROM messages")
@NamedNativeQuery(name = "message.update", query = "UPDATE messages SET content = ?1, parts = ?2 WHERE id = ?3")
@NamedNativeQuery(name = "message.delete", query = "DELETE FROM messages WHERE id = ?1")
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

    Message toMessage() {
        return new Message(id, WireName.stored(Role.class, role), content, parts == null ? "[]" : parts, createdAt, seq,
                turnId, clientMessageId);
    }
}
