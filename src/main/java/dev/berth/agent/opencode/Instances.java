package dev.berth.agent.opencode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The sessions for which OpenCode holds an instance in memory, which it never lets go by itself. Safe for use by many threads.
 */
final class Instances {

    private final long idleNanos;
    private final Map<String, Long> usedAt = new ConcurrentHashMap<>();

    Instances(Duration idle) {
        this.idleNanos = idle.toNanos();
    }

    void used(String sessionId) {
        usedAt.put(sessionId, System.nanoTime());
    }

    void forget(String sessionId) {
        usedAt.remove(sessionId);
    }

    /** Takes those that nobody has used for a while. @param busy the sessions that work now, and so are in use */
    List<String> takeIdle(Predicate<String> busy) {
        long now = System.nanoTime();
        usedAt.replaceAll((id, at) -> busy.test(id) ? now : at);
        List<String> idle = usedAt.entrySet().stream().filter(entry -> now - entry.getValue() > idleNanos).map(Map.Entry::getKey).toList();
        idle.forEach(usedAt::remove);
        return idle;
    }
}
