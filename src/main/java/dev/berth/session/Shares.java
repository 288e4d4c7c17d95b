package dev.berth.session;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The share links of a session, kept as entries of its own metadata that nobody is shown. They are no events: they say who may
 * look at the conversation and are no part of it. On the session's lane only.
 */
public final class Shares {

    /** Links of one session, those that hold no longer among them; the oldest of these make room. */
    public static final int COUNT_MAX = 100;
    public static final Duration DURATION_MAX = Duration.ofDays(366);
    static final String PREFIX = Identity.RESERVED + "share.";

    private final MetaTable table;
    private final Clock clock;

    public Shares(MetaTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** @param tokenHash as {@link Tokens#hash} makes it @throws Refusal when there are too many that hold */
    public Share add(String tokenHash, Duration duration) {
        makeRoom();
        long now = now();
        Share share = new Share(SessionId.random(), tokenHash, now, now + duration.toSeconds(), null);
        put(share);
        return share;
    }

    /** All of them, the oldest first. */
    public List<Share> all() {
        return table.all().entrySet().stream().filter(entry -> entry.getKey().startsWith(PREFIX))
                .map(entry -> Share.parse(entry.getKey().substring(PREFIX.length()), entry.getValue().text())).toList();
    }

    /** Takes a link back; the second time it changes nothing. @throws Refusal when there is none with this id */
    public Share revoke(String id) {
        Share share = all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(() -> Refusal.notFound("share"));
        Share revoked = share.revoked(now());
        put(revoked);
        return revoked;
    }

    /** The link with this token, also when it holds no longer. */
    public Optional<Share> withToken(String tokenHash) {
        return all().stream().filter(share -> Tokens.same(share.tokenHash(), tokenHash)).findFirst();
    }

    public boolean holds(Share share) {
        return share.holds(now());
    }

    private void makeRoom() {
        List<Share> all = all();
        if (all.size() >= COUNT_MAX) {
            Share ended = all.stream().filter(share -> !holds(share)).findFirst()
                    .orElseThrow(() -> Refusal.conflict("A session has at most " + COUNT_MAX + " share links; take one back first."));
            table.delete(PREFIX + ended.id());
        }
    }

    private void put(Share share) {
        table.put(PREFIX + share.id(), MetaValue.text(share.text()));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
