package dev.berth.live;

import java.time.Duration;

/**
 * How much of everything may be live at once; the settings say.
 *
 * @param openMax sessions whose files are open; beyond it the least recently used are closed
 * @param idle how long an unused session stays open
 * @param queuedTurns turns that may wait in one session
 * @param turn how long an agent may work on one turn; waiting for people's answers does not count
 * @param answer how long people may take to answer what an agent asks
 * @param connections followers of the whole server
 * @param sessionConnections followers of one session
 */
public record LiveLimits(int openMax, Duration idle, int queuedTurns, Duration turn, Duration answer,
        int connections, int sessionConnections) {
}
