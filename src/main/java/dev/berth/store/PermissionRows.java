package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionRequest;
import dev.berth.session.PermissionTable;
import dev.berth.sqlite.Rows;
import java.util.List;
import java.util.Optional;

final class PermissionRows implements PermissionTable {

    private final Rows rows;

    PermissionRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void put(Permission permission) {
        PermissionRequest request = permission.request();
        rows.write("permission.put", request.id(), permission.turnId(), request.toolCallId(), request.kind(), request.title(),
                JsonTexts.write(request.patterns()), JsonTexts.write(request.always()), request.detail(), permission.state().wireName(),
                permission.reply() == null ? null : permission.reply().wireName(), permission.message(), permission.answeredBy(),
                permission.createdAt(), permission.answeredAt(), permission.seq());
    }

    @Override
    public Optional<Permission> find(String id) {
        return rows.first(PermissionRow.class, "permission.find", id).map(PermissionRow::toPermission);
    }

    @Override
    public List<Permission> latest(AskState state, int limit) {
        return Rows.reversed(rows.list(PermissionRow.class, "permission.latest", state.wireName(), limit)).stream()
                .map(PermissionRow::toPermission).toList();
    }

    @Override
    public List<Permission> always() {
        return rows.list(PermissionRow.class, "permission.replied", PermissionReply.ALWAYS.wireName()).stream()
                .map(PermissionRow::toPermission).toList();
    }
}
