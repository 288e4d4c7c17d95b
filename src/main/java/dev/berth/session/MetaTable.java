package dev.berth.session;

import java.util.Map;
import java.util.Optional;

/** The key-value table of one open session. Called on the session's lane only. */
public interface MetaTable {

    Optional<MetaValue> find(String key);

    void put(String key, MetaValue value);

    void delete(String key);

    /** All entries, ordered by key. */
    Map<String, MetaValue> all();
}
