package dev.berth.api;

import dev.berth.live.LiveSession;
import dev.berth.live.LiveSessions;
import dev.berth.live.OpenSession;
import dev.berth.live.Viewer;
import dev.berth.security.Caller;
import dev.berth.security.Guesses;
import dev.berth.session.Refusal;
import dev.berth.session.SessionId;
import dev.berth.session.Share;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How the routes get at a session: who may touch it, which callers make it on its first use, and for whom a caller acts.
 *
 * <p>Whose a session is, and which links to it hold, is looked up on its own lane in the same command as the work itself, so
 * that nothing can change in between. Somebody else's session looks as if there were none, whatever state it is in.
 */
final class SessionAccess {

    private static final Pattern USER_ID = Pattern.compile("[^\\p{Cntrl}\\s]{1,128}");

    private final LiveSessions sessions;
    private final Guesses guesses;

    SessionAccess(LiveSessions sessions, Guesses guesses) {
        this.sessions = sessions;
        this.guesses = guesses;
    }

    LiveSessions sessions() {
        return sessions;
    }

    /** Has something looked up in a session that exists, by who may read it. */
    <T> CompletionStage<T> read(Caller caller, String id, Function<OpenSession, T> work) {
        return attempt(() -> concealed(caller, id, sessions.read(id, session -> {
            requireReader(caller, session);
            return work.apply(session);
        })));
    }

    /** Has something done in a session that exists, which no guest may do. */
    <T> CompletionStage<T> own(Caller caller, String id, Function<OpenSession, T> work) {
        return attempt(() -> concealed(caller, id, sessions.ask(id, session -> {
            requireOwner(caller, session);
            return work.apply(session);
        })));
    }

    /** Has something done that no guest may do in a session, which is made now if the caller may do so and there is none. */
    <T> CompletionStage<T> use(Caller caller, String id, Function<OpenSession, T> work) {
        return attempt(() -> ready(caller, id).thenCompose(made -> own(caller, id, work)));
    }

    /** Has a session followed by who may read it; it is made now if the caller may do so and there is none. */
    <T> CompletionStage<T> follow(Caller caller, String id, String named, FollowedBy<T> action) {
        return attempt(() -> ready(caller, id).thenCompose(made -> viewer(caller, id, named))
                .thenCompose(viewer -> concealed(caller, id, sessions.with(id, session -> action.apply(session, viewer)))));
    }

    /** Has a session followed by who was let in already; it is made now if the caller may do so and there is none. */
    <T> CompletionStage<T> enter(Caller caller, String id, Function<LiveSession, CompletionStage<T>> action) {
        return attempt(() -> ready(caller, id).thenCompose(made -> sessions.with(id, action)));
    }

    /** Starts something in a session and follows it, which no guest may do. */
    <T> CompletionStage<T> useAndFollow(Caller caller, String id, FollowedBy<T> action) {
        if (caller.isGuest()) {
            return own(caller, id, session -> null);
        }
        return follow(caller, id, null, action);
    }

    /** Refuses who may not delete a session; one that cannot be opened any more can be deleted all the same. */
    CompletionStage<Void> permitDeletion(Caller caller, String id) {
        return caller.seesAll() ? CompletableFuture.completedFuture(null)
                : this.<Void>own(caller, id, session -> null).exceptionallyCompose(failure -> {
                    Refusal refusal = refusalIn(failure);
                    boolean unreadable = refusal != null && refusal.code() == Refusal.Code.UNAVAILABLE && !caller.isGuest();
                    return unreadable ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
                });
    }

    /** As whom a caller follows; a guest's link is looked up, so that its end is known. */
    CompletionStage<Viewer> viewer(Caller caller, String id, String named) {
        return attempt(() -> switch (caller.kind()) {
            case LOCAL, SERVICE -> CompletableFuture.completedFuture(Viewer.named(userOf(caller, named)));
            case USER -> CompletableFuture.completedFuture(
                    new Viewer(userOf(caller, named), caller.pass(), false, session -> requireOwner(caller, session)));
            case GUEST -> read(caller, id, session -> requireShare(caller, session)).thenApply(
                    share -> new Viewer(caller.userId(), share.pass(), true, session -> requireShare(caller, session)));
        });
    }

    /** What is done with a session, and as whom. */
    interface FollowedBy<T> {
        CompletionStage<T> apply(LiveSession session, Viewer viewer);
    }

    /** A session that cannot be opened cannot say whose it is; then the catalogue tells, and nobody else learns of it. */
    private <T> CompletionStage<T> concealed(Caller caller, String id, CompletionStage<T> answer) {
        return caller.seesAll() ? answer : answer.exceptionallyCompose(failure -> {
            Refusal refusal = refusalIn(failure);
            if (refusal == null || refusal.code() != Refusal.Code.UNAVAILABLE) {
                return CompletableFuture.failedFuture(failure);
            }
            return sessions.ownerOf(id).thenCompose(owner -> CompletableFuture.failedFuture(
                    owner.filter(caller.userId()::equals).isPresent() ? failure : Refusal.notFound("session")));
        });
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

    private void requireReader(Caller caller, OpenSession session) {
        if (caller.isGuest()) {
            requireShare(caller, session);
        } else {
            requireOwner(caller, session);
        }
    }

    private void requireOwner(Caller caller, OpenSession session) {
        if (caller.isGuest()) {
            requireShare(caller, session);
            throw new Refusal(Refusal.Code.FORBIDDEN, "This link lets you read, and nothing else.");
        }
        if (!caller.seesAll() && !session.identity().session().userId().equals(caller.userId())) {
            throw Refusal.notFound("session");
        }
    }

    /** A link of another session opens this one no more than none does. */
    private Share requireShare(Caller guest, OpenSession session) {
        String hash = guest.pass().id();
        Share share = session.shares().withToken(hash).orElseThrow(() -> {
            guesses.wrong("share " + session.identity().session().id(), hash);
            return Refusal.notFound("session");
        });
        guesses.right(guest.address(), hash);
        if (!session.shares().holds(share)) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "This link has expired or was taken back.");
        }
        return share;
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

    /** Refuses a guest where there is no one session that its link is for. */
    static Caller requireMember(Caller caller) {
        if (caller.isGuest()) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "This link lets you read one session, and nothing else.");
        }
        return caller;
    }

    /** The user whose sessions a request is about, which no guest's is. @param named as in {@link #userOf} */
    static String memberOf(HttpServletRequest request, String named) {
        return userOf(requireMember(Caller.of(request)), named);
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
