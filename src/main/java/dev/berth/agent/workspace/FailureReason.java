package dev.berth.agent.workspace;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why git failed, found in what it printed: one line for people, without addresses (which may hold credentials) and without
 * paths of this machine.
 */
final class FailureReason {

    static final int REASON_CHARS_MAX = 300;
    private static final String HIDDEN = "…";

    private static final Pattern OF_GIT = Pattern.compile("(?:fatal|error): (.+)");
    private static final Pattern PREFIX = Pattern.compile("^(?:remote: )?(?:fatal|error|ERROR): |^remote: ");
    private static final Pattern NOISE = Pattern.compile("Cloning into .*|.*unable to read askpass response.*|warning: .*|hint: .*");
    private static final Pattern SEE_ABOVE = Pattern.compile("(?:fatal|error): Could not read from remote repository.*");
    private static final Pattern CREDENTIALS = Pattern.compile("could not read (?:Username|Password)|Authentication failed");
    private static final Pattern CONTROL = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]|\\p{Cntrl}");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s'\"]+");
    // Quotes tell where a path with spaces ends; else it ends with the word.
    private static final Pattern QUOTED_PATH = Pattern.compile("(['\"])(?:[/~\\\\]|[A-Za-z]:[\\\\/])[^'\"]*\\1");
    private static final Pattern PATH = Pattern.compile("(?<![\\w.…])(?:~?/|\\\\\\\\|[A-Za-z]:[\\\\/])[^\\s'\":,;)]*");

    private FailureReason() {
    }

    /** The reason as the end of a sentence, its full stop included. */
    static String in(String output, int exitValue) {
        String line = CONTROL.matcher(decisive(lines(output), exitValue)).replaceAll("");
        if (CREDENTIALS.matcher(line).find()) {
            return "it does not exist, or the server asks for credentials that Berth does not have.";
        }
        return shortened(hide(line)) + ".";
    }

    private static List<String> lines(String output) {
        return output.lines().map(String::strip).filter(line -> !line.isEmpty() && !NOISE.matcher(line).matches()).toList();
    }

    /** The first complaint of git itself says most; what follows are its consequences. */
    private static String decisive(List<String> lines, int exitValue) {
        for (int i = 0; i < lines.size(); i++) {
            if (OF_GIT.matcher(lines.get(i)).matches()) {
                boolean seeAbove = i > 0 && SEE_ABOVE.matcher(lines.get(i)).matches();
                return PREFIX.matcher(lines.get(seeAbove ? i - 1 : i)).replaceFirst("");
            }
        }
        return lines.isEmpty() ? "git ended with " + exitValue : PREFIX.matcher(lines.get(lines.size() - 1)).replaceFirst("");
    }

    private static String hide(String text) {
        String withoutAddresses = ADDRESS.matcher(text).replaceAll(HIDDEN);
        String withoutQuoted = QUOTED_PATH.matcher(withoutAddresses).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN) + "$1");
        return PATH.matcher(withoutQuoted).replaceAll(HIDDEN);
    }

    private static String shortened(String text) {
        String line = text.strip();
        String cut = line.length() > REASON_CHARS_MAX ? line.substring(0, REASON_CHARS_MAX) + HIDDEN : line;
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
