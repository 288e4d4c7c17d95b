package dev.berth.it.trials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a tracer wrote down: which files were synced, and what was told when. */
final class SyncLog {

    private static final Pattern SYNC = Pattern.compile("^(\\d+) +(?:fdatasync|fsync)\\(\\d+<([^>]*)>(.*)$");
    private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. (?:fdatasync|fsync) resumed>(.*)$");
    private static final Pattern ACKNOWLEDGED = Pattern.compile("iov_base=\"acknowledged\\\\t([^\\\\]+)\\\\t");

    private final List<String> lines;

    SyncLog(Path file) throws IOException {
        lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Whether the fault came about. */
    boolean isHit() {
        return lines.stream().anyMatch(line -> line.contains("(INJECTED)") || line.contains("+++ killed by SIGKILL"));
    }

    /** The file that the failed call was about, for the report. */
    String where() {
        return lines.stream().filter(line -> line.contains("(INJECTED)")).findFirst().orElse("");
    }

    /** Acknowledgements of a session whose log could not be synced, before it or its file was synced after all. */
    List<String> toldAfterFailedSync() {
        Set<String> unsynced = new HashSet<>();
        Map<String, String> pending = new HashMap<>();
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            Matcher sync = SYNC.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            Matcher told = ACKNOWLEDGED.matcher(line);
            if (sync.matches() && sync.group(3).contains("<unfinished")) {
                pending.put(sync.group(1), sync.group(2));
            } else if (sync.matches()) {
                note(sync.group(2), sync.group(3), unsynced);
            } else if (resumed.matches() && pending.containsKey(resumed.group(1))) {
                note(pending.remove(resumed.group(1)), resumed.group(2), unsynced);
            } else if (told.find() && unsynced.contains(told.group(1))) {
                found.add(told.group(1) + " was told of a write although the last sync had failed: " + line);
            }
        }
        return found;
    }

    private static void note(String path, String result, Set<String> unsynced) {
        String name = Path.of(path).getFileName().toString();
        if (result.contains("INJECTED") && name.endsWith(".db-wal")) {
            unsynced.add(name.substring(0, name.indexOf('.')));
        } else if (result.contains("= 0") && name.contains(".db")) {
            unsynced.remove(name.substring(0, name.indexOf('.')));
        }
    }
}
