package dev.berth.api;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One way of a request through the container. A request whose body comes slowly goes it twice, and servers tidy up behind a part
 * that has left: Open Liberty has others do so while the second part runs already, and Payara's threads touch the request once more
 * when it may be somebody else's already. So what ends a part waits until the part has left.
 */
final class Part {

    /** How long after a part has left the servers are done with it: far longer than the few steps they take. */
    private static final long APART_MILLIS = 50;

    private final CompletableFuture<Void> left = new CompletableFuture<>();

    /** The part's own thread goes back to the container. */
    void left() {
        left.complete(null);
    }

    /** Has something done by another thread, once the container is done with this part. */
    void afterwards(Runnable action) {
        left.thenRunAsync(action, CompletableFuture.delayedExecutor(APART_MILLIS, TimeUnit.MILLISECONDS));
    }
}
