package dev.berth.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private int bodyBytesMax;
    private int frameCharsMax;
    private int queueMax;
    private Duration turnMax;
    private Duration answerMax;
    private int connectionsMax;
    private int sessionConnectionsMax;
    private List<String> corsOrigins;
    private Long endsWithProcess;
    private OpenCodeSettings openCode;
    private WorkspaceSettings workspace;

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
        bodyBytesMax = read.number("berth.limits.body", 1 << 20, 1 << 10, 64 << 20);
        frameCharsMax = read.number("berth.limits.frame", 64 << 10, 1 << 10, 16 << 20);
        queueMax = read.number("berth.limits.queue", 20, 1, 1_000);
        turnMax = read.duration("berth.limits.turn", Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofDays(7));
        answerMax = read.duration("berth.limits.answer", Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofDays(30));
        connectionsMax = read.number("berth.limits.connections", 20_000, 1, 1_000_000);
        sessionConnectionsMax = read.number("berth.limits.session-connections", 6_000, 1, 1_000_000);
        corsOrigins = read.origins("berth.cors.origins");
        endsWithProcess = read.process("berth.ends-with-process");
        openCode = new OpenCodeSettings(read);
        workspace = new WorkspaceSettings(read);
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

    /** {@code berth.limits.body}: the largest request body in bytes, 1 KiB to 64 MiB. Default 1 MiB. */
    public int bodyBytesMax() {
        return bodyBytesMax;
    }

    /** {@code berth.limits.frame}: the largest WebSocket frame from a client in characters, 1 Ki to 16 Mi. Default 64 Ki. */
    public int frameCharsMax() {
        return frameCharsMax;
    }

    /** {@code berth.limits.queue}: turns that may wait in one session, 1 to 1,000. Default 20. */
    public int queueMax() {
        return queueMax;
    }

    /**
     * {@code berth.limits.turn}: how long an agent may work on one turn, 1 second to 7 days; waiting for people does not count.
     * Default 1 h.
     */
    public Duration turnMax() {
        return turnMax;
    }

    /** {@code berth.limits.answer}: how long people may take to answer what an agent asks, 1 second to 30 days. Default 24 h. */
    public Duration answerMax() {
        return answerMax;
    }

    /** {@code berth.limits.connections}: followers of the whole server, 1 to 1,000,000. Default 20,000. */
    public int connectionsMax() {
        return connectionsMax;
    }

    /** {@code berth.limits.session-connections}: followers of one session, 1 to 1,000,000. Default 6,000. */
    public int sessionConnectionsMax() {
        return sessionConnectionsMax;
    }

    /** {@code berth.cors.origins}: origins of other front ends that may call, separated by commas. Default none. */
    public List<String> corsOrigins() {
        return corsOrigins;
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

    /** What stops the start: the setting's name, its value and what it must be, in one sentence. */
    public static IllegalArgumentException wrong(String name, String value, String must) {
        return new IllegalArgumentException(name + " must be " + must + ", but it is '" + value + "'.");
    }
}
