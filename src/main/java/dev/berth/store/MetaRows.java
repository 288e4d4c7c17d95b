package dev.berth.store;

import dev.berth.session.MetaTable;
import dev.berth.session.MetaValue;
import dev.berth.sqlite.Rows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class MetaRows implements MetaTable {

    private final Rows rows;

    MetaRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<MetaValue> find(String key) {
        return rows.first(MetaRow.class, "meta.find", key).map(MetaRow::toValue);
    }

    @Override
    public void put(String key, MetaValue value) {
        rows.write("meta.put", key, value.text(), value.json() ? 1 : 0);
    }

    @Override
    public void delete(String key) {
        rows.write("meta.delete", key);
    }

    @Override
    public Map<String, MetaValue> all() {
        Map<String, MetaValue> entries = new LinkedHashMap<>();
        rows.list(MetaRow.class, "meta.all").forEach(row -> entries.put(row.key(), row.toValue()));
        return entries;
    }
}
