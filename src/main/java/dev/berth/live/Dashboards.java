package dev.berth.live;

import dev.berth.session.JsonWriter;
import dev.berth.session.Session;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who follows the list of a user's sessions. What they are told is not numbered: who comes back reads the list again. */
final class Dashboards {

    private final Map<String, Set<Follower>> followers = new ConcurrentHashMap<>();
    private final Pools pools;

    Dashboards(Pools pools) {
        this.pools = pools;
    }

    /** @param onLeft called once with it when it has left */
    Follower join(Follow wish, long now, Consumer<Follower> onLeft) {
        Follower follower = new Follower(wish, pools, now, gone -> {
            leave(gone);
            onLeft.accept(gone);
        });
        followers.compute(wish.viewer().userId(), (user, those) -> {
            Set<Follower> all = those == null ? ConcurrentHashMap.newKeySet() : those;
            all.add(follower);
            return all;
        });
        return follower;
    }

    void tell(Session session) {
        tell(session.userId(), "session", out -> out.member("session", session));
    }

    void tellDeleted(String sessionId, String userId) {
        tell(userId, "session-deleted", out -> out.member("sessionId", sessionId));
    }

    void forEach(Consumer<Follower> action) {
        followers.values().forEach(those -> those.forEach(action));
    }

    private void tell(String userId, String type, Consumer<JsonWriter> members) {
        Set<Follower> those = followers.get(userId);
        if (those != null) {
            JsonWriter out = new JsonWriter().beginObject().member("type", type);
            members.accept(out);
            Frame frame = Frame.passing(type, out.endObject().toString());
            those.forEach(follower -> follower.tell(frame));
        }
    }

    private void leave(Follower follower) {
        followers.computeIfPresent(follower.userId(), (user, those) -> {
            those.remove(follower);
            return those.isEmpty() ? null : those;
        });
    }
}
