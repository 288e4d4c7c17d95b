package dev.berth.api;

import dev.berth.live.LiveSession;
import dev.berth.live.LiveSessions;
import dev.berth.live.OpenSession;
import dev.berth.security.Caller;
import dev.berth.session.Refusal;
import dev.berth.session.SessionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** How the routes get at a session: which of them may make it on its first use, and for whom a caller acts. */
final class SessionAccess {

    private static final Pattern USER_ID = Pattern.compile("[^\\p{Cntrl}\\s]{1,128}");

    private final LiveSessions sessions;

    SessionAccess(LiveSessions sessions) {
        this.sessions = sessions;
    }

    LiveSessions sessions() {
        return sessions;
    }

    /** Has something done in a session that exists. */
    <T> CompletionStage<T> ask(String id, Function<OpenSession, T> work) {
        return attempt(() -> sessions.ask(id, work));
    }

    /** Has something done with a session that exists. */
    <T> CompletionStage<T> in(String id, Function<LiveSession, CompletionStage<T>> action) {
        return attempt(() -> sessions.with(id, action));
    }

    /** Has something done with a session, which is made now if the caller may do so and there is none. */
    <T> CompletionStage<T> use(Caller caller, String id, Function<LiveSession, CompletionStage<T>> action) {
        return attempt(() -> ready(caller, id).thenCompose(made -> sessions.with(id, action)));
    }

    /** One way to fail: what is refused at once comes like what is refused later, so that nobody who waits is forgotten. */
    private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> action) {
        try {
            return action.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Void> ready(Caller caller, String id) {
        return caller.createsOnFirstUse() ? sessions.ensure(id, caller.userId())
                : CompletableFuture.completedFuture(null);
    }

    /** Refuses an id that is malformed, or of no session that the caller could use. */
    void requireUsable(Caller caller, String id) {
        if (!caller.createsOnFirstUse() && !sessions.exists(SessionId.require(id))) {
            throw Refusal.notFound("session");
        }
        SessionId.require(id);
    }

    /** The user that a caller acts for. */
    static String userOf(Caller caller, String named) {
        if (named == null || named.isEmpty()) {
            return caller.userId();
        }
        if (!USER_ID.matcher(named).matches()) {
            throw Refusal.invalid("userId must be 1 to 128 characters without spaces.");
        }
        if (!caller.mayNameOthers() && !named.equals(caller.userId())) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "userId is another user's.");
        }
        return named;
    }

    /** The refusal behind what a stage failed with; null when it is a fault of ours. */
    static Refusal refusalIn(Throwable failure) {
        Throwable t = failure;
        while (t instanceof CompletionException && t.getCause() != null) {
            t = t.getCause();
        }
        return t instanceof Refusal refusal ? refusal : null;
    }
}
