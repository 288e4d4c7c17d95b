package dev.berth.store;

import dev.berth.session.MetaTable;
import dev.berth.session.MetaValue;
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
        return rows.find(MetaRow.class, key).map(MetaRow::toValue);
    }

    @Override
    public void put(String key, MetaValue value) {
        rows.replace(new MetaRow(key, value));
    }

    @Override
    public void delete(String key) {
        rows.execute("meta.delete", Map.of("key", key));
    }

    @Override
    public Map<String, MetaValue> all() {
        Map<String, MetaValue> entries = new LinkedHashMap<>();
        rows.list(MetaRow.class, "meta.all", Map.of()).forEach(row -> entries.put(row.key(), row.toValue()));
        return entries;
    }
}
