package dev.berth.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A look at the files of a server, as names relative to its folder. */
public record DataFolder(Path folder) {

    public static DataFolder of(Path folder) {
        return new DataFolder(folder);
    }

    /** All files and folders below it. */
    public SortedSet<String> all() {
        SortedSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(file -> folder.relativize(file).toString()).forEach(names::add);
        } catch (UncheckedIOException | IOException e) {
            // A file that went while we looked: look again.
            return all();
        }
        return names;
    }

    /** All whose name holds a text. */
    public List<String> files(String text) {
        return all().stream().filter(name -> name.contains(text)).toList();
    }
}
