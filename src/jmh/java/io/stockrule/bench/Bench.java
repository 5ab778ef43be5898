package io.stockrule.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Measures, prints one table, and keeps it in `target/bench`.
public final class Bench {
    /// A new measurement is a [Section] of its own and a line here.
    private static final List<Section> SECTIONS = List.of(
            new Decisions(),
            new ProfileChecks(),
            new EditorRequests(),
            new Memory(),
            new ServiceStart(),
            new Webhooks(),
            new Latency(),
            new Queue(),
            new Imports(),
            new Lists(),
            new LookAhead(),
            new ProfileChange(),
            new Pages(),
            new Neighbours(),
            new Fairness());

    private Bench() {}

    /// @param args the names of the sections to measure; all without any
    public static void main(String... args) throws IOException {
        var home = Path.of(System.getProperty("stockrule.home", "."))
                .toAbsolutePath()
                .normalize();
        var place = new Place(home, home.resolve("target/bench/work"));
        var names = Set.copyOf(List.of(args));
        var known = SECTIONS.stream().map(Section::name).toList();
        if (!known.containsAll(names)) {
            System.err.printf("bench: the sections are %s%n", String.join(", ", known));
            System.exit(2);
        }
        var report = new Report(Machine.of(home));
        var failed = new ArrayList<String>();
        for (var section : SECTIONS) {
            if (names.isEmpty() || names.contains(section.name())) {
                measure(section, place, report, failed);
            }
        }
        report.keep(home.resolve("target/bench"));
        System.out.print(report.text());
        failed.forEach(System.out::println);
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static void measure(Section section, Place place, Report report, List<String> failed) {
        long start = System.nanoTime();
        System.err.printf("measuring %s ...%n", section.name());
        try {
            report.add(section.measure(place));
        } catch (Exception e) {
            e.printStackTrace(System.err);
            failed.add("%s could not be measured: %s".formatted(section.name(), e));
        }
        System.err.printf("%s took %.0f s%n", section.name(), (System.nanoTime() - start) / 1e9);
    }
}
