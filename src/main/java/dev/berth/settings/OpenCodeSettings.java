package dev.berth.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** {@code berth.opencode.*}, read when Berth starts and used when {@code berth.agent} is {@code opencode}. */
public final class OpenCodeSettings {

    private static final Pattern MODEL = Pattern.compile("[^/\\s]+/\\S+");

    private final String path;
    private final URI url;
    private final String password;
    private final Path config;
    private final String model;
    private final String catalogue;
    private final List<String> environment;
    private final Duration startMax;
    private final Duration silenceMax;
    private final Duration retryMax;
    private final int stepsMax;
    private final Duration idle;

    OpenCodeSettings(SettingsReader read) {
        path = read.text("berth.opencode.path", null);
        url = read.address("berth.opencode.url");
        password = read.text("berth.opencode.password", null);
        config = read.file("berth.opencode.config");
        model = read.matching("berth.opencode.model", MODEL, "provider/model");
        catalogue = read.choice("berth.opencode.catalogue", "built-in", List.of("none", "built-in", "online"));
        environment = read.names("berth.opencode.environment");
        startMax = read.duration("berth.opencode.start-max", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofMinutes(10));
        silenceMax = read.duration("berth.opencode.silence-max", Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1));
        retryMax = read.duration("berth.opencode.retry-max", Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofDays(1));
        stepsMax = read.number("berth.opencode.steps-max", 100, 1, 10_000);
        idle = read.duration("berth.opencode.idle", Duration.ofMinutes(30), Duration.ofSeconds(1), Duration.ofDays(7));
    }

    /** {@code berth.opencode.path}: the program. Default null: the one installed in the data folder, else the one on the PATH. */
    public String path() {
        return path;
    }

    /** {@code berth.opencode.url}: an OpenCode that runs elsewhere and sees the same workspaces. Default null: Berth starts one. */
    public URI url() {
        return url;
    }

    /** {@code berth.opencode.password}: of the one at the url. Default null. */
    public String password() {
        return password;
    }

    /** {@code berth.opencode.config}: an opencode.json of your own, with providers and their keys. Default null. */
    public Path config() {
        return config;
    }

    /** {@code berth.opencode.model}: {@code provider/model}. Default null: what the configuration says. */
    public String model() {
        return model;
    }

    /**
     * {@code berth.opencode.catalogue}: which models are known besides the configured ones: {@code none}, those {@code built-in},
     * or those found {@code online}. Default {@code built-in}; {@code none} takes the least memory.
     */
    public String catalogue() {
        return catalogue;
    }

    /**
     * {@code berth.opencode.environment}: the names of variables of Berth's environment, separated by commas, that OpenCode and
     * every command it runs get to see, such as a provider's key. Default none.
     */
    public List<String> environment() {
        return environment;
    }

    /** {@code berth.opencode.start-max}: how long OpenCode may take to start, 1 s to 10 min. Default 60 s. */
    public Duration startMax() {
        return startMax;
    }

    /** {@code berth.opencode.silence-max}: how long a model may say nothing while no tool runs, 1 s to 1 day. Default 10 min. */
    public Duration silenceMax() {
        return silenceMax;
    }

    /** {@code berth.opencode.retry-max}: how long a failing provider is tried again in one turn, 1 s to 1 day. Default 2 min. */
    public Duration retryMax() {
        return retryMax;
    }

    /** {@code berth.opencode.steps-max}: calls of the model in one turn, 1 to 10,000. Default 100. */
    public int stepsMax() {
        return stepsMax;
    }

    /** {@code berth.opencode.idle}: how long OpenCode keeps an unused session in memory, 1 s to 7 days. Default 30 min. */
    public Duration idle() {
        return idle;
    }
}
