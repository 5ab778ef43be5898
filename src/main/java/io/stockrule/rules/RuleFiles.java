package io.stockrule.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drools.model.Model;

/// Reads, checks and compiles the rule files of a folder: those ending in `.drl`, not those of folders inside it.
final class RuleFiles {
    private RuleFiles() {}

    static Collection<Model> compile(Path folder) {
        var texts = read(folder);
        if (texts.isEmpty()) {
            throw new InvalidRuleFiles(List.of("no rule file (*.drl) in " + folder.toAbsolutePath()));
        }
        var problems = RuleFileLint.check(folder, texts);
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
        return RuleCompiler.compile(texts);
    }

    private static SortedMap<String, String> read(Path folder) {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".drl"))
                    .forEach(file -> texts.put(file.toString(), text(file)));
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidRuleFiles(List.of("cannot read the rules folder " + folder.toAbsolutePath() + ": " + e));
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
