package io.stockrule.rules.file;

import io.stockrule.rules.InvalidRuleFiles;
import io.stockrule.rules.lint.NamedTimes;
import io.stockrule.rules.lint.RuleFileKind;
import io.stockrule.rules.lint.RuleFileLint;
import io.stockrule.rules.run.Included;
import io.stockrule.rules.run.IncludedFile;
import io.stockrule.rules.run.RuleBase;
import io.stockrule.rules.run.TimesOfDay;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Checks and compiles the rule files that profiles include. Each stands by itself.
public final class IncludedFiles {
    private IncludedFiles() {}

    /// Checks and compiles the included files of a folder that have changed. Those with a mistake stay as they were.
    ///
    /// @param before by name, as in force
    /// @param problems learns of the mistakes
    public static Map<String, Included> all(
            FolderContent content, Map<String, Included> before, List<String> problems) {
        return all(content, before, problems, _ -> {});
    }

    /// @param hears which file is compiled next
    static Map<String, Included> all(
            FolderContent content, Map<String, Included> before, List<String> problems, Consumer<String> hears) {
        var included = new TreeMap<String, Included>();
        content.included().forEach((name, files) -> {
            hears.accept(files.getFirst().toString());
            try {
                var isSame = before.get(name) instanceof Included.Ready ready && isMadeOf(ready, files);
                included.put(name, isSame ? lastGood(name, before) : compile(name, files));
            } catch (InvalidRuleFiles e) {
                problems.addAll(e.problems());
                included.put(name, lastGood(name, before));
            }
        });
        return included;
    }

    /// The version in force if it runs.
    public static Included lastGood(String name, Map<String, Included> before) {
        return before.get(name) instanceof Included.Ready ready ? ready : Included.Broken.named(name);
    }

    /// Whether these files, which should be one, are what it was made of.
    public static boolean isMadeOf(Included.Ready ready, List<RuleFile> files) {
        return files.size() == 1 && files.getFirst().fingerprint().equals(ready.fingerprint());
    }

    /// Checks and compiles it.
    ///
    /// @param files all of this name; there should be one
    /// @throws InvalidRuleFiles with every mistake
    private static Included.Ready compile(String name, List<RuleFile> files) {
        var file = only(name, files);
        var text = textOf(file);
        var times = new NamedTimes();
        var problems = RuleFileLint.check(text.drl(), new RuleFileKind.OfIncluded(times)).stream()
                .map(text::tell)
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
        var models = RuleCompiler.compile(List.of(text));
        if (models.stream().allMatch(model -> model.getRules().isEmpty())) {
            throw file.invalid("holds no rule");
        }
        return new Included.Ready(
                file.fingerprint(),
                RuleBase.ofIncluded(new IncludedFile(name, text.rowsOfRules(), text.allOthers()), models),
                new TimesOfDay(times.times()));
    }

    private static RuleFile only(String name, List<RuleFile> files) {
        if (files.size() != 1) {
            throw new InvalidRuleFiles(List.of("more than one rule file has the name \"" + name + "\": "
                    + String.join(", ", files.stream().map(RuleFile::toString).toList())));
        }
        return files.getFirst();
    }

    private static RuleText textOf(RuleFile file) {
        return switch (FolderContent.endingOf(file.toString()).orElseThrow()) {
            case ".csv" -> DecisionTables.ofCsv(file);
            case ".xlsx" -> DecisionTables.ofWorkbook(file);
            default -> new RuleText.Plain(file.toString(), file.text());
        };
    }
}
