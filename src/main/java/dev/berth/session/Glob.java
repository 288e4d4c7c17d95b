package dev.berth.session;

/**
 * Patterns in which {@code *} stands for any number of characters, and everything else for itself. One that ends with a space and a
 * star also matches without both: {@code npm test *} is meant for {@code npm test}, too.
 */
final class Glob {

    private static final String ANY_ARGUMENTS = " *";

    private Glob() {
    }

    /** Takes time proportional to both lengths at the worst, whatever the pattern is. */
    static boolean matches(String pattern, String text) {
        boolean alone = pattern.endsWith(ANY_ARGUMENTS)
                && matchesWhole(pattern.substring(0, pattern.length() - ANY_ARGUMENTS.length()), text);
        return alone || matchesWhole(pattern, text);
    }

    private static boolean matchesWhole(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
