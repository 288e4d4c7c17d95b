package dev.berth.store;

import dev.berth.session.MetaValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "session_meta")
@NamedQuery(name = "meta.all", query = "SELECT m FROM MetaRow m ORDER BY m.key")
@NamedQuery(name = "meta.delete", query = "DELETE FROM MetaRow m WHERE m.key = :key")
class MetaRow {

    @Id
    private String key;
    private String value;
    @Column(name = "is_json")
    private int json;

    protected MetaRow() {
    }

    MetaRow(String key, MetaValue value) {
        this.key = key;
        this.value = value.text();
        this.json = value.json() ? 1 : 0;
    }

    String key() {
        return key;
    }

    MetaValue toValue() {
        return new MetaValue(value, json != 0);
    }
}
