package dev.berth.store;

import dev.berth.sqlite.HeldConnection;
import dev.berth.sqlite.Rows;
import dev.berth.sqlite.SqliteFile;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.eclipse.persistence.config.EntityManagerProperties;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.server.ConnectionPolicy;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * The persistence unit that all open sessions share, deployed when the first one opens. Its own connection leads to an empty
 * database in memory: an entity manager made without a session's policy finds no table, and so never a wrong one.
 */
final class SessionUnit implements AutoCloseable {

    /** What is asked once when a session wakes, and hardly ever again. */
    private static final Set<String> SELDOM =
            Set.of("event.last", "meta.all", "task.counted", "turn.inState", "turn.lastRank", "turn.ended");

    private final Connection placeholder;
    private final EntityManagerFactory factory;
    private final ServerSession server;

    SessionUnit() {
        try {
            placeholder = SqliteFile.openMemory();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite cannot be used.", e);
        }
        factory = Rows.deploy("berth-session", placeholder, SELDOM);
        server = factory.unwrap(ServerSession.class);
        // Else the 51st session at once would wait, without an end, for another one's unit.
        server.setMaxNumberOfNonPooledConnections(ServerSession.NO_MAX);
    }

    /** Makes an entity manager that works on this connection and no other. */
    EntityManager over(Connection connection) {
        DatabaseLogin login = (DatabaseLogin) server.getDatasourceLogin().clone();
        login.setConnector(new JNDIConnector(new HeldConnection(connection)));
        login.setUsesExternalConnectionPooling(true);
        ConnectionPolicy policy = new ConnectionPolicy();
        policy.setLogin(login);
        policy.setPoolName(null);
        // Reads use the policy's connection too only when it is exclusive always.
        policy.setExclusiveMode(ConnectionPolicy.ExclusiveMode.Always);
        return factory.createEntityManager(Map.of(EntityManagerProperties.CONNECTION_POLICY, policy));
    }

    @Override
    public void close() {
        factory.close();
        try {
            placeholder.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The placeholder cannot be closed.", e);
        }
    }
}
