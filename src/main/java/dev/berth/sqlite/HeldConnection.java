package dev.berth.sqlite;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source that always gives the same connection. Its holder alone begins, commits and closes: what EclipseLink says of
 * these is ignored, because its one transaction lasts as long as the connection is held, and the holder's units are shorter.
 */
public final class HeldConnection implements DataSource {

    private final Connection shown;

    public HeldConnection(Connection held) {
        shown = (Connection) Proxy.newProxyInstance(HeldConnection.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> isTheHolders(method) ? null : call(held, method, arguments));
    }

    private static boolean isTheHolders(Method method) {
        return switch (method.getName()) {
            case "setAutoCommit", "commit", "rollback", "close", "setTransactionIsolation" -> true;
            default -> false;
        };
    }

    private static Object call(Connection held, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(held, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection() {
        return shown;
    }

    @Override
    public Connection getConnection(String user, String password) {
        return shown;
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is ever written to it.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The connection is open already.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Nothing to unwrap.");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
