package io.stockrule.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// All that was measured, for people and for programs.
final class Report {
    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new Jdk8Module()).enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, String> machine;
    private final List<Row> rows = new ArrayList<>();

    Report(Map<String, String> machine) {
        this.machine = machine;
    }

    void add(List<Row> more) {
        rows.addAll(more);
    }

    void keep(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.txt"), text());
        JSON.writeValue(folder.resolve("results.json").toFile(), Map.of("machine", machine, "rows", rows));
    }

    String text() {
        var text = new StringBuilder("\n");
        machine.forEach((subject, fact) -> text.append("%-12s %s%n".formatted(subject, fact)));
        text.append('\n');
        int what = width("what", Row::what);
        int bar = width("bar", Row::barText);
        int measured = width("measured", Row::measuredText);
        var line = "%-" + what + "s | %" + bar + "s | %" + measured + "s | %s%n";
        text.append(line.formatted("what", "bar", "measured", "met?"));
        text.append("%s-|-%s-|-%s-|-----%n".formatted("-".repeat(what), "-".repeat(bar), "-".repeat(measured)));
        rows.forEach(row -> text.append(line.formatted(row.what(), row.barText(), row.measuredText(), row.verdict())));
        return text.toString();
    }

    private int width(String title, Function<Row, String> column) {
        return rows.stream().map(column).mapToInt(String::length).reduce(title.length(), Math::max);
    }
}
