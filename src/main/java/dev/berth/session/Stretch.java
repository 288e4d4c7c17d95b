package dev.berth.session;

import java.util.List;

/**
 * A stretch of a session's history that was looked through in one go.
 *
 * @param found what was wanted of it, in the order in which it was come by
 * @param looked how many rows were looked at
 * @param chars how much text that was, in UTF-16 units
 * @param reached the last place that was looked at
 * @param end whether nothing comes after that place
 */
public record Stretch<T>(List<T> found, int looked, long chars, Cursor reached, boolean end) {
}
