package dev.berth.settings;

import java.time.Duration;
import java.util.regex.Pattern;

/** {@code berth.workspace.*}, read when Berth starts. */
public final class WorkspaceSettings {

    private static final Pattern REMOTE = Pattern.compile("(/|[^/\\s]+:)\\S*\\{owner\\}\\S*\\{name\\}\\S*");

    private final String remote;
    private final boolean allowEmpty;
    private final Duration cloneMax;

    WorkspaceSettings(SettingsReader read) {
        remote = read.matching("berth.workspace.remote", REMOTE, "a pattern such as https://git.example.org/{owner}/{name}.git");
        allowEmpty = read.yesOrNo("berth.workspace.allow-empty", remote == null);
        cloneMax = read.duration("berth.workspace.clone-max", Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /**
     * {@code berth.workspace.remote}: where a session's repository is cloned from, with {@code {owner}} and {@code {name}} in it;
     * the absolute path of a local folder works too. Default null: there is none.
     */
    public String remote() {
        return remote;
    }

    /**
     * {@code berth.workspace.allow-empty}: whether a session whose repository cannot be had may work in an empty folder. Default
     * {@code true} without a remote, {@code false} with one.
     */
    public boolean allowEmpty() {
        return allowEmpty;
    }

    /** {@code berth.workspace.clone-max}: how long a clone may take, 1 s to 1 day. Default 10 min. */
    public Duration cloneMax() {
        return cloneMax;
    }
}
