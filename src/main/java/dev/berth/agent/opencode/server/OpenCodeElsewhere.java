package dev.berth.agent.opencode.server;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An OpenCode that somebody else runs. */
final class OpenCodeElsewhere implements OpenCodeHost {

    private static final Duration START_MAX = Duration.ofSeconds(5);

    private final OpenCodeOptions options;

    OpenCodeElsewhere(OpenCodeOptions options) {
        this.options = options;
    }

    @Override
    public URI url() {
        return options.url();
    }

    @Override
    public String password() {
        return options.password();
    }

    @Override
    public String name() {
        URI url = options.url();
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public Long pid() {
        return null;
    }

    @Override
    public Duration startMax() {
        return options.startMax().compareTo(START_MAX) < 0 ? options.startMax() : START_MAX;
    }

    @Override
    public CompletableFuture<Void> listening() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<String> ended() {
        return new CompletableFuture<>();
    }

    @Override
    public boolean ours() {
        return false;
    }

    @Override
    public void close() {
        // It is not ours to end.
    }
}
