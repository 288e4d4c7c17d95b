package dev.berth.store;

import dev.berth.session.MetaValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "session_meta")
@NamedNativeQuery(name = "meta.put", query = """
        INSERT OR REPLACE INTO session_meta (key, value, is_json)
        VALUES (?1, ?2, ?3)""")
@NamedNativeQuery(name = "meta.find", query = "SELECT * FROM session_meta WHERE key = ?1", resultClass = MetaRow.class)
@NamedNativeQuery(name = "meta.all", query = "SELECT * FROM session_meta ORDER BY key", resultClass = MetaRow.class)
@NamedNativeQuery(name = "meta.delete", query = "DELETE FROM session_meta WHERE key = ?1")
class MetaRow {

    @Id
    private String key;
    private String value;
    @Column(name = "is_json")
    private int json;

    protected MetaRow() {
    }

    String key() {
        return key;
    }

    MetaValue toValue() {
        return new MetaValue(value, json != 0);
    }
}
