package dev.berth.live;

import dev.berth.session.Refusal;

/**
 * How followers come to one session and go: joined at an exact place on the lane, caught up page by page from the log, counted
 * against the limits.
 */
final class Following {

    private final LiveContext context;
    private final Lane lane;
    private final Broadcaster followers;

    Following(LiveContext context, Lane lane) {
        this.context = context;
        this.lane = lane;
        this.followers = new Broadcaster(context.pools());
    }

    Broadcaster followers() {
        return followers;
    }

    Follower follower(Follow wish) {
        return new Follower(wish, context.pools(), context.clock().instant().getEpochSecond(), this::left);
    }

    /** Lets a follower in. On the lane, after the commit and before any later event is told. */
    void join(Follower follower, Joining.Plan plan) {
        boolean room = context.connections().entered();
        if (!room || followers.size() >= context.limits().sessionConnections()) {
            context.connections().left();
            context.counters().close(CloseReason.TOO_MANY);
            follower.close(CloseReason.TOO_MANY);
            return;
        }
        follower.startAt(plan.startAt(), plan.isLive());
        // Before it is added: what others tell must not come before its greeting.
        plan.first(follower, followers).forEach(follower::tell);
        followers.add(follower);
        if (follower.isGone()) {
            left(follower);
        } else if (!plan.isLive()) {
            catchUp(follower);
        }
    }

    /** Has those read the log again who have not been told everything up to {@code head}. On the lane, before anything else is told. */
    void letCatchUp(long head) {
        followers.forEach(follower -> {
            if (follower.fallsBehind(head)) {
                catchUp(follower);
            }
        });
    }

    /** Ends the connections that have not taken anything for too long. */
    void closeStalled(long now) {
        followers.forEach(follower -> follower.closeIfStalled(now));
    }

    /** Reads one page of the log for a follower, and the next when that is sent, until it has reached the end. */
    private void catchUp(Follower follower) {
        Command<Joining.Page> read = Command.reading(session -> Joining.read(session, follower.reached()),
                page -> follower.offerPage(page, () -> catchUp(follower)));
        read.answer().exceptionally(failure -> {
            boolean gone = failure instanceof Refusal refusal && refusal.code() == Refusal.Code.NOT_FOUND;
            follower.close(gone ? CloseReason.DELETED : CloseReason.INTERNAL);
            return null;
        });
        if (!lane.offerAlways(read)) {
            follower.close(CloseReason.SHUTTING_DOWN);
        }
    }

    private void left(Follower follower) {
        if (followers.remove(follower)) {
            context.connections().left();
            context.counters().left(follower);
        }
    }
}
