package dev.berth.agent.workspace;

import java.util.regex.Pattern;

/**
 * Where repositories are cloned from.
 *
 * @param pattern with {@code {owner}} and {@code {name}} in it; null when there is no such place
 */
record Origin(String pattern) {

    /** No slash, and no dot or hyphen at its start: neither can leave the place that the pattern names. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    Repository repository(String owner, String name) {
        return new Repository(word(owner), word(name), pattern == null ? null : pattern.replace("{owner}", owner).replace("{name}", name));
    }

    private static String word(String text) {
        if (text == null || !WORD.matcher(text).matches()) {
            throw new IllegalArgumentException("not a word of a repository's name: " + text);
        }
        return text;
    }
}
