package dev.berth.live;

import dev.berth.session.Identity;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.SessionId;
import dev.berth.session.StorageFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** How sessions come to be: each with its file, durable when the answer comes. Safe for use by many threads. */
final class Creation {

    private final LiveSessions sessions;
    private final LiveContext context;
    private final SessionList list;

    Creation(LiveSessions sessions, LiveContext context, SessionList list) {
        this.sessions = sessions;
        this.context = context;
        this.list = list;
    }

    /** @param max how many sessions its user may have with this one; not counted when it is as many as a number can say */
    CompletionStage<Session> create(NewSession wish, int max) {
        SessionId.require(wish.id());
        boolean counted = max < Integer.MAX_VALUE && !sessions.exists(wish.id());
        return counted ? list.requireRoom(wish.userId(), max).thenCompose(room -> make(wish)) : make(wish);
    }

    private CompletionStage<Session> make(NewSession wish) {
        sessions.requireUp();
        Session session = begin(wish);
        return CompletableFuture.supplyAsync(() -> store(session, wish), context.pools().lanes())
                .thenComposeAsync(isNew -> isNew ? CompletableFuture.completedFuture(session) : existing(wish), context.pools().answers());
    }

    /** Makes a session on its first use, when there is none yet. */
    CompletionStage<Void> ensure(String id, String userId) {
        if (sessions.exists(SessionId.require(id))) {
            return CompletableFuture.completedFuture(null);
        }
        sessions.requireUp();
        NewSession wish = NewSession.onFirstUse(id, userId);
        Session session = begin(wish);
        return CompletableFuture.runAsync(() -> store(session, wish), context.pools().lanes());
    }

    private Session begin(NewSession wish) {
        return Session.begin(wish, context.clock().instant().getEpochSecond());
    }

    private boolean store(Session session, NewSession wish) {
        try {
            boolean isNew = context.store().create(session.id(), Identity.metaOf(session, wish.idempotencyKey()), Identity.birth(session));
            if (isNew) {
                context.cards().changed(session);
            }
            return isNew;
        } catch (StorageFailure e) {
            throw new CompletionException(e.toRefusal());
        }
    }

    /** The same idempotency key gives the same session again; any other use of an id that is taken is a conflict. */
    private CompletionStage<Session> existing(NewSession wish) {
        return sessions.read(wish.id(), session -> {
            boolean same = wish.idempotencyKey() != null
                    && session.identity().session().userId().equals(wish.userId())
                    && session.identity().idempotencyKey().filter(wish.idempotencyKey()::equals).isPresent();
            if (!same) {
                throw Refusal.conflict("There is a session with this id already.");
            }
            return session.session();
        });
    }
}
