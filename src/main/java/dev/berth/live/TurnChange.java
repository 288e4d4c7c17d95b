package dev.berth.live;

/**
 * What is to become of a queued turn, already checked; at least one of the two is there.
 *
 * @param position where it is to wait, 1 for the next to run; null to stay where it is
 * @param content the new words of its message; null to leave them
 */
public record TurnChange(Integer position, String content) {
}
