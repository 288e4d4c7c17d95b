package dev.berth.it.bench;

import dev.berth.it.bench.client.WireLoop;
import dev.berth.it.server.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code mvn -Pbench} does after it has built: measures stage by stage, Berth first, then the peer, and prints the table. */
public final class Bench {

    private static final List<Stage> STAGES = List.of(new StartStage(), new WarmStage(), new SocketStage(), new WakeStage(), new GrowthStage());

    private final BenchOptions options;
    private final Path folder;
    private final List<Subject> subjects;
    private final ResultFile file;
    private final Results results = new Results();

    private Bench(BenchOptions options, Path home, List<Subject> subjects) {
        this.options = options;
        this.folder = home.resolve("target/bench");
        this.subjects = subjects;
        String now = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").format(LocalDateTime.now());
        this.file = new ResultFile(folder.resolve(options.server().name().toLowerCase(Locale.ROOT) + "-" + now + ".jsonl"));
    }

    /** @param arguments the kind of server, the project's folder, and the versions of Payara Micro and of Open Liberty */
    public static void main(String[] arguments) throws IOException {
        ServerKind kind = ServerKind.parse(arguments[0]);
        BenchOptions options = BenchOptions.ofSystemProperties(kind);
        options.requireKnown(STAGES.stream().flatMap(stage -> stage.workloads().stream()).toList());
        Path home = Path.of(arguments[1]);
        List<Subject> subjects = new ArrayList<>(List.of(new BerthSubject(kind, arguments[kind == ServerKind.PAYARA ? 2 : 3], home)));
        InstalledWorkerd workerd = InstalledWorkerd.find(home);
        workerd.path().ifPresent(path -> subjects.add(new PeerSubject(path, home)));
        String machine = Machine.words();
        Bench bench = new Bench(options, home, subjects);
        ClientWarmUp.run();
        bench.run();
        bench.print(machine, workerd.missing());
    }

    private void run() throws IOException {
        for (Stage stage : STAGES) {
            if (stage.workloads().stream().anyMatch(options::wants)) {
                for (Subject subject : subjects) {
                    if (subject.isBerth() || stage.includesPeer()) {
                        run(stage, subject);
                    }
                }
            }
        }
    }

    private void run(Stage stage, Subject subject) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        remove(data);
        try (WireLoop loop = new WireLoop()) {
            stage.run(new Round(subject, options, loop, data, (workload, figures) -> keep(subject, workload, figures)));
        } catch (IllegalStateException e) {
            // What this stage has measured so far is kept, and the others are still worth measuring.
            System.out.println(subject.name() + " could not be measured further in " + stage.workloads() + ": " + e.getMessage());
        } finally {
            remove(data);
        }
    }

    private void keep(Subject subject, String workload, Figures figures) {
        results.put(subject.isBerth(), workload, figures);
        System.out.println(file.add(subject.name(), workload, figures));
    }

    private void print(String machine, String missing) throws IOException {
        List<Row> rows = Row.all(options.server());
        String names = String.join(" and ", subjects.stream().map(Subject::name).toList());
        String words = names + ": " + machine + ", " + options.words() + ".\n" + (missing.isEmpty() ? "" : missing + "\n") + "\n"
                + ResultTable.markdown(rows, results) + "\n" + ResultTable.clientCosts(rows, results)
                + results.faults().stream().map(fault -> "\n- " + fault).collect(Collectors.joining());
        Path table = Path.of(file.path().toString().replace(".jsonl", ".md"));
        Files.writeString(table, words);
        System.out.println("\n" + words + "\nThe table is in " + table + ", a line of JSON for each workload in " + file.path() + ".");
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
