package dev.berth.settings;

import java.time.Duration;

/**
 * {@code berth.limits.*}: how much of everything may be. Those that hold for one person are none, unless they are given, for the one
 * person of local mode and for a trusted service, which acts for many.
 */
public final class LimitSettings {

    private final int bodyBytesMax;
    private final Duration bodyTime;
    private final int frameCharsMax;
    private final int queueMax;
    private final Duration turnMax;
    private final Duration answerMax;
    private final int connectionsMax;
    private final int sessionConnectionsMax;
    private final long sessionBytesMax;
    private final Allowance writes;
    private final Allowance streams;
    private final Allowance sessionStreams;
    private final Allowance sessions;

    LimitSettings(SettingsReader read) {
        bodyBytesMax = read.number("berth.limits.body", 1 << 20, 1 << 10, 64 << 20);
        bodyTime = read.duration("berth.limits.body-time", Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofMinutes(10));
        frameCharsMax = read.number("berth.limits.frame", 64 << 10, 1 << 10, 16 << 20);
        queueMax = read.number("berth.limits.queue", 20, 1, 1_000);
        turnMax = read.duration("berth.limits.turn", Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofDays(7));
        answerMax = read.duration("berth.limits.answer", Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofDays(30));
        connectionsMax = read.number("berth.limits.connections", 20_000, 1, 1_000_000);
        sessionConnectionsMax = read.number("berth.limits.session-connections", 6_000, 1, 1_000_000);
        sessionBytesMax = read.amount("berth.limits.session-bytes", 1L << 30, 1L << 20, 1L << 40);
        writes = read.allowance("berth.limits.writes", 100, 1, 1_000_000);
        streams = read.allowance("berth.limits.streams", 20, 1, 1_000_000);
        sessionStreams = read.allowance("berth.limits.session-streams", 6, 1, 1_000_000);
        sessions = read.allowance("berth.limits.sessions", 10_000, 1, 100_000_000);
    }

    /** {@code berth.limits.body}: the largest request body in bytes, 1 KiB to 64 MiB. Default 1 MiB. */
    public int bodyBytesMax() {
        return bodyBytesMax;
    }

    /** {@code berth.limits.body-time}: how long a request's body may take to come, 100 ms to 10 min. Default 30 s. */
    public Duration bodyTime() {
        return bodyTime;
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

    /**
     * {@code berth.limits.session-bytes}: how large a session's file may be when something is still added, 1 MiB to 1 TiB. What was
     * begun before is finished beyond it. Default 1 GiB.
     */
    public long sessionBytesMax() {
        return sessionBytesMax;
    }

    /** {@code berth.limits.writes}: what one person may change in a minute, WebSocket frames included, 1 to 1,000,000. Default 100. */
    public Allowance writes() {
        return writes;
    }

    /** {@code berth.limits.streams}: what one person may follow at once, WebSockets included, 1 to 1,000,000. Default 20. */
    public Allowance streams() {
        return streams;
    }

    /** {@code berth.limits.session-streams}: the same for each session, 1 to 1,000,000. Default 6. */
    public Allowance sessionStreams() {
        return sessionStreams;
    }

    /** {@code berth.limits.sessions}: sessions that one person may have, archived ones included, 1 to 100,000,000. Default 10,000. */
    public Allowance sessions() {
        return sessions;
    }

    /**
     * How much of something one person may have.
     *
     * @param person somebody who logged in, or came by a share link
     * @param trusted the one person of local mode, or a trusted service; {@link #UNLIMITED} unless the setting is given
     */
    public record Allowance(int person, int trusted) {

        public static final int UNLIMITED = Integer.MAX_VALUE;
    }
}
