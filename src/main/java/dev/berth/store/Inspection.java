package dev.berth.store;

import dev.berth.session.Identity;
import dev.berth.session.Soundness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks through a session's file for what is wrong with it: whether SQLite finds it whole, whether it is the session's own, and
 * whether what it holds is in the order that Berth keeps (P2). Changes nothing.
 */
final class Inspection {

    private static final String WHOLE = "ok";

    /** What must hold, and how to find what breaks it: how many there are, and the first of their numbers. */
    private static final List<Rule> RULES = List.of(
            new Rule(1, "the history does not begin with its first event",
                    "SELECT COUNT(*), MIN(seq) FROM (SELECT MIN(seq) AS seq FROM events) WHERE seq IS NOT 1"),
            new Rule(1, "events whose text is not theirs",
                    """
                    SELECT COUNT(*), MIN(seq) FROM events WHERE CASE WHEN json_valid(body)
                      THEN json_extract(body, '$.seq') IS NOT seq OR json_extract(body, '$.type') IS NOT type ELSE 1 END"""),
            new Rule(1, "messages without the event that tells of them",
                    """
                    SELECT COUNT(*), MIN(m.seq) FROM messages m LEFT JOIN events e ON e.seq = m.seq
                      WHERE e.type IS NOT 'message'"""),
            new Rule(1, "tasks from after the latest event", later("tasks")),
            new Rule(2, "permissions from after the latest event", later("permissions")),
            new Rule(2, "questions from after the latest event", later("questions")),
            new Rule(1, "turns that run beside another",
                    "SELECT MAX(COUNT(*) - 1, 0), MIN(rank) FROM turns WHERE state = 'running'"));

    private final Connection file;
    private final String id;
    private final List<String> damage = new ArrayList<>();

    private Inspection(Connection file, String id) {
        this.file = file;
        this.id = id;
    }

    /**
     * Looks at a file as it is at one moment, whoever writes to it meanwhile.
     *
     * @throws dev.berth.session.Refusal when a newer Berth wrote it
     * @throws dev.berth.session.StorageFailure when it is no session at all
     */
    static Soundness of(Connection file, String id) throws SQLException {
        boolean before = file.getAutoCommit();
        file.setAutoCommit(false);
        try {
            return new Inspection(file, id).look();
        } finally {
            file.rollback();
            file.setAutoCommit(before);
        }
    }

    private Soundness look() throws SQLException {
        Schema.require(file);
        damage.addAll(damagedPages());
        if (damage.isEmpty()) {
            requireIdentity();
        }
        return damage.isEmpty() ? new Soundness(false, broken()) : new Soundness(true, List.copyOf(damage));
    }

    private List<String> damagedPages() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement s = file.createStatement(); ResultSet rows = s.executeQuery("PRAGMA integrity_check(" + Soundness.FINDINGS_MAX + ")")) {
            while (rows.next() && !WHOLE.equals(rows.getString(1))) {
                // One row may hold several lines, under a heading that names the database.
                rows.getString(1).lines().filter(line -> !line.startsWith("***")).forEach(found::add);
            }
        }
        return found.subList(0, Math.min(found.size(), Soundness.FINDINGS_MAX));
    }

    private void requireIdentity() throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Statement s = file.createStatement();
                ResultSet rows = s.executeQuery("SELECT key, value FROM session_meta WHERE value IS NOT NULL")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
                if (rows.getString(1).equals(Identity.ID) && !rows.getString(2).equals(id)) {
                    damage.add("the file is the one of session " + rows.getString(2));
                }
            }
        }
        Identity.missing(keys).forEach(key -> damage.add("the session's own entry " + key + " is missing"));
    }

    private List<String> broken() throws SQLException {
        List<String> found = new ArrayList<>();
        int version = Schema.version(file);
        for (Rule rule : RULES) {
            if (version >= rule.since()) {
                rule.addTo(found, file);
            }
        }
        return found;
    }

    private static String later(String table) {
        return "SELECT COUNT(*), MIN(seq) FROM " + table + " WHERE seq > (SELECT COALESCE(MAX(seq), 0) FROM events)";
    }

    /** @param since the first version of the schema that has what it looks at */
    private record Rule(int since, String broken, String query) {

        void addTo(List<String> found, Connection file) throws SQLException {
            try (Statement s = file.createStatement(); ResultSet row = s.executeQuery(query)) {
                if (row.getLong(1) > 0) {
                    found.add(broken + " (" + row.getLong(1) + ", the first is number " + row.getLong(2) + ")");
                }
            }
        }
    }
}
