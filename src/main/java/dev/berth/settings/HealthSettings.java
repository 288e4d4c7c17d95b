package dev.berth.settings;

/** {@code berth.health.*}, read when Berth starts. */
public final class HealthSettings {

    private final int diskFreeMin;
    private final boolean agentRequired;

    HealthSettings(SettingsReader read) {
        diskFreeMin = read.number("berth.health.disk-free-min", 256, 0, 1 << 20);
        agentRequired = read.yesOrNo("berth.health.agent-required", false);
    }

    /**
     * {@code berth.health.disk-free-min}: the room on the disk of the sessions below which Berth is not ready, in MiB, 0 to
     * 1,048,576 (1 TiB). Default 256.
     */
    public int diskFreeMin() {
        return diskFreeMin;
    }

    /**
     * {@code berth.health.agent-required}: whether Berth is not ready while its agent cannot answer. Default {@code false}: the
     * health check shows it, and people can still read, search and write.
     */
    public boolean agentRequired() {
        return agentRequired;
    }
}
