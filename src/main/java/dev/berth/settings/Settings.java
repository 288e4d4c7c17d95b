package dev.berth.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings, by their MicroProfile Config names. Each can be given as a system property ({@code -Dberth.agent=echo}) or as
 * an environment variable ({@code BERTH_AGENT=echo}: upper case, everything else an underscore). All are read once, when
 * Berth starts; a wrong value stops the start with a sentence that names it. Durations are written as {@code 500ms},
 * {@code 30s}, {@code 5m}, {@code 1h} or in ISO form ({@code PT30S}).
 */
@ApplicationScoped
public class Settings {

    private Path data;
    private int openMax;
    private Duration idle;
    private String agent;
    private Duration echoPause;
    private LimitSettings limits;
    private AccessSettings access;
    private Long endsWithProcess;
    private OpenCodeSettings openCode;
    private WorkspaceSettings workspace;
    private HealthSettings health;

    /** For the container's proxy only. */
    protected Settings() {
    }

    @Inject
    public Settings(Config config) {
        SettingsReader read = new SettingsReader(config);
        data = read.path("berth.data", "./berth-data");
        openMax = read.number("berth.sessions.open-max", 500, 1, 100_000);
        idle = read.duration("berth.sessions.idle", Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofDays(7));
        agent = read.text("berth.agent", "echo");
        echoPause = read.duration("berth.echo.pause", Duration.ofMillis(40), Duration.ZERO, Duration.ofMinutes(1));
        limits = new LimitSettings(read);
        access = new AccessSettings(read);
        endsWithProcess = read.process("berth.ends-with-process");
        openCode = new OpenCodeSettings(read);
        workspace = new WorkspaceSettings(read);
        health = new HealthSettings(read);
    }

    /** Reads all settings now, so that a wrong one stops the start. */
    public void check() {
        // The container makes the real object behind its proxy with the first call, and the constructor has checked everything.
    }

    /** {@code berth.data}: the folder of all that Berth keeps, for one server. Default {@code ./berth-data}. */
    public Path data() {
        return data;
    }

    /** {@code berth.sessions.open-max}: sessions whose files are open at once, 1 to 100,000. Default 500; each costs 3 file descriptors. */
    public int openMax() {
        return openMax;
    }

    /** {@code berth.sessions.idle}: how long an unused session stays open, 100 ms to 7 days. Default 60 s. */
    public Duration idle() {
        return idle;
    }

    /** {@code berth.agent}: what answers, {@code echo} or {@code opencode}. Default {@code echo}. */
    public String agent() {
        return agent;
    }

    /** {@code berth.echo.pause}: the echo agent's pause between two words, 0 to 1 minute. Default 40 ms. */
    public Duration echoPause() {
        return echoPause;
    }

    /** {@code berth.limits.*}: how much of everything may be. */
    public LimitSettings limits() {
        return limits;
    }

    /** Who may call, and from where. */
    public AccessSettings access() {
        return access;
    }

    /** {@code berth.ends-with-process}: the id of a process with which Berth ends, such as the one that started it. Default none. */
    public Optional<Long> endsWithProcess() {
        return Optional.ofNullable(endsWithProcess);
    }

    /** {@code berth.opencode.*}: how OpenCode is run, when it is the agent. */
    public OpenCodeSettings openCode() {
        return openCode;
    }

    /** {@code berth.workspace.*}: where the sessions' repositories come from. */
    public WorkspaceSettings workspace() {
        return workspace;
    }

    /** {@code berth.health.*}: when Berth says that it is ready. */
    public HealthSettings health() {
        return health;
    }

    /** What stops the start: the setting's name, its value and what it must be, in one sentence. */
    public static IllegalArgumentException wrong(String name, String value, String must) {
        return new IllegalArgumentException(name + " must be " + must + ", but it is '" + value + "'.");
    }
}
