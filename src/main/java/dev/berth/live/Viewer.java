package dev.berth.live;

import dev.berth.session.Event;
import dev.berth.session.Pass;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Who follows, and what it was let in by.
 *
 * @param pass what ends the connection when it ends; null for what cannot end
 * @param isGuest whether it came by a share link: it is shown the conversation and none of the metadata
 * @param admission refuses on the session's lane, at the very place of joining, who may not follow
 */
public record Viewer(String userId, Pass pass, boolean isGuest, Consumer<OpenSession> admission) {

    /** Somebody who may follow whatever there is. */
    public static Viewer named(String userId) {
        return new Viewer(userId, null, false, session -> { });
    }

    boolean maySee(Frame frame) {
        return !isGuest || Event.isForGuests(frame.type());
    }

    boolean hasEnded(long now) {
        return pass != null && pass.hasEnded(now);
    }

    boolean cameBy(Predicate<String> passIds) {
        return pass != null && passIds.test(pass.id());
    }
}
