package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionRequest;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "permissions")
@NamedQuery(name = "permission.latest", query = "SELECT p FROM PermissionRow p WHERE p.state = :state ORDER BY p.seq DESC")
@NamedQuery(name = "permission.replied", query = "SELECT p FROM PermissionRow p WHERE p.reply = :reply")
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

    PermissionRow(Permission permission) {
        PermissionRequest request = permission.request();
        id = request.id();
        turnId = permission.turnId();
        toolCallId = request.toolCallId();
        kind = request.kind();
        title = request.title();
        patterns = JsonTexts.write(request.patterns());
        always = JsonTexts.write(request.always());
        detail = request.detail();
        state = permission.state().wireName();
        reply = permission.reply() == null ? null : permission.reply().wireName();
        message = permission.message();
        answeredBy = permission.answeredBy();
        createdAt = permission.createdAt();
        answeredAt = permission.answeredAt();
        seq = permission.seq();
    }

    Permission toPermission() {
        PermissionRequest request = new PermissionRequest(id, toolCallId, kind, title, JsonTexts.read(patterns), JsonTexts.read(always),
                detail);
        return new Permission(request, turnId, WireName.stored(AskState.class, state),
                reply == null ? null : WireName.stored(PermissionReply.class, reply), message, answeredBy, createdAt,
                answeredAt, seq);
    }
}
