package dev.berth.store;

import dev.berth.session.SessionStore;
import dev.berth.settings.Settings;
import dev.berth.sqlite.SqliteFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;

/** Gives the store to whoever starts Berth, and who closes it again. */
@ApplicationScoped
public class StoreProducer {

    @Produces
    SessionStore store(Settings settings) {
        try {
            SqliteFile.requireSoundLibrary();
            return new SqliteSessionStore(settings.data(), settings.limits().sessionBytesMax());
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite cannot be used: " + e.getMessage(), e);
        }
    }
}
