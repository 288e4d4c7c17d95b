package dev.berth.agent.opencode.server;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where OpenCode is to be found: a process of ours, or one that somebody else runs. */
interface OpenCodeHost extends AutoCloseable {

    URI url();

    /** Or null: it asks for none. */
    String password();

    /** Where it is, for people; holds no secret. */
    String name();

    /** Its process id, or null when that is not known. */
    Long pid();

    /** How long one waits for its first answer. */
    Duration startMax();

    /** Completes when one may ask whether it is ready, at once when that is always so. */
    CompletableFuture<Void> listening();

    /** Completes with a sentence when its process has ended; never, when it is not ours. */
    CompletableFuture<String> ended();

    /** Whether this host is ours to kill when it does not answer, even while its event stream flows. */
    boolean ours();

    /** Ends what is ours. Blocks until that is done, for 15 seconds at most. */
    @Override
    void close();
}
