package dev.berth.store;

import dev.berth.session.AskState;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class PermissionRows implements PermissionTable {

    private final Rows rows;

    PermissionRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Permission permission) {
        rows.insert(new PermissionRow(permission));
    }

    @Override
    public void update(Permission permission) {
        rows.replace(new PermissionRow(permission));
    }

    @Override
    public Optional<Permission> find(String id) {
        return rows.find(PermissionRow.class, id).map(PermissionRow::toPermission);
    }

    @Override
    public List<Permission> latest(AskState state, int limit) {
        return rows.latest(PermissionRow.class, "permission.latest", Map.of("state", state.wireName()), limit).stream()
                .map(PermissionRow::toPermission).toList();
    }

    @Override
    public List<Permission> always() {
        return rows.list(PermissionRow.class, "permission.replied", Map.of("reply", PermissionReply.ALWAYS.wireName())).stream()
                .map(PermissionRow::toPermission).toList();
    }
}
