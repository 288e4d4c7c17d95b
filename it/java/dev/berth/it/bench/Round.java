package dev.berth.it.bench;

import dev.berth.it.bench.client.WireLoop;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One stage for one subject.
 *
 * @param data an empty folder
 * @param out takes the figures of each workload by its name
 */
record Round(Subject subject, BenchOptions options, WireLoop loop, Path data, BiConsumer<String, Figures> out) {

    RunningServer start() {
        return start(Map.of());
    }

    /** Starts the subject on what is in the folder. @param settings Berth's settings */
    RunningServer start(Map<String, String> settings) {
        return subject.start(loop, data, settings);
    }
}
