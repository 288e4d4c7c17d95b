package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionRequest;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "permissions")
@NamedNativeQuery(name = "permission.put", query = """
        INSERT OR REPLACE INTO permissions (id, turn_id, tool_call_id, kind, title, patterns, always, detail, state, reply,
          message, answered_by, created_at, answered_at, seq)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)""")
@NamedNativeQuery(name = "permission.find", query = "SELECT * FROM permissions WHERE id = ?1", resultClass = PermissionRow.class)
@NamedNativeQuery(name = "permission.latest",
        query = "SELECT * FROM permissions WHERE state = ?1 ORDER BY seq DESC LIMIT ?2", resultClass = PermissionRow.class)
@NamedNativeQuery(name = "permission.replied", query = "SELECT * FROM permissions WHERE reply = ?1", resultClass = PermissionRow.class)
class PermissionRow {

    @Id
    private String id;
    @Column(name = "turn_id")
    private String turnId;
    @Column(name = "tool_call_id")
    private String toolCallId;
    private String kind;
    private String title;
    private String patterns;
    private String always;
    private String detail;
    private String state;
    private String reply;
    private String message;
    @Column(name = "answered_by")
    private String answeredBy;
    @Column(name = "created_at")
    private long createdAt;
    @Column(name = "answered_at")
    private Long answeredAt;
    private long seq;

    protected PermissionRow() {
    }

    Permission toPermission() {
        PermissionRequest request = new PermissionRequest(id, toolCallId, kind, title, JsonTexts.read(patterns), JsonTexts.read(always),
                detail);
        return new Permission(request, turnId, WireName.stored(AskState.class, state),
                reply == null ? null : WireName.stored(PermissionReply.class, reply), message, answeredBy, createdAt,
                answeredAt, seq);
    }
}
