package dev.berth.agent.opencode;

import java.nio.file.Path;

/** Unified diffs as people are shown them: with paths inside the workspace. */
final class Diffs {

    private Diffs() {
    }

    /** Takes the workspace's own path out of the headers of a diff, and the lines that only OpenCode's diffs begin with. */
    static String shown(String diff, Path workspace) {
        StringBuilder shown = new StringBuilder(diff.length());
        boolean header = true;
        for (String line : diff.split("\n", -1)) {
            header = header && !line.startsWith("@@");
            if (header && (line.startsWith("Index: ") || line.startsWith("====="))) {
                continue;
            }
            shown.append(header ? line.replace(workspace + "/", "") : line).append('\n');
        }
        shown.setLength(Math.max(0, shown.length() - 1));
        return shown.toString();
    }

    /** The diff of a file that was not there before. */
    static String ofNewFile(String file, String content) {
        String[] lines = content.split("\n", -1);
        boolean ended = lines[lines.length - 1].isEmpty();
        int count = lines.length - (ended ? 1 : 0);
        StringBuilder diff = new StringBuilder("--- /dev/null\n+++ ").append(file).append("\n@@ -0,0 +1,").append(count).append(" @@\n");
        for (int i = 0; i < count; i++) {
            diff.append('+').append(lines[i]).append('\n');
        }
        return ended ? diff.toString() : diff.append("\\ No newline at end of file\n").toString();
    }
}
