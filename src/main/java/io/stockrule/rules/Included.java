package io.stockrule.rules;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A rule file that profiles include.
sealed interface Included {
    /// Tells it from what would decide otherwise.
    String fingerprint();

    /// It runs.
    ///
    /// @param file what it was made of
    record Ready(RuleFile file, RuleBase base, TimesOfDay times) implements Included {
        @Override
        public String fingerprint() {
            return file.fingerprint();
        }

        boolean isMadeOf(List<RuleFile> files) {
            return files.equals(List.of(file));
        }
    }

    /// It has a mistake and no earlier version without: profiles that include it hold.
    ///
    /// @param reason for merchants
    record Broken(String reason) implements Included {
        @Override
        public String fingerprint() {
            return "broken";
        }

        static Broken named(String name) {
            return new Broken("the rule file \"" + name + "\" has a mistake");
        }
    }

    /// Checks and compiles the included files of a folder that have changed. Those with a mistake stay as they were.
    ///
    /// @param before by name, as in force
    /// @param problems learns of the mistakes
    static Map<String, Included> all(FolderContent content, Map<String, Included> before, List<String> problems) {
        var included = new TreeMap<String, Included>();
        content.included().forEach((name, files) -> {
            try {
                var isSame = before.get(name) instanceof Ready ready && ready.isMadeOf(files);
                included.put(name, isSame ? lastGood(name, before) : compile(name, files));
            } catch (InvalidRuleFiles e) {
                problems.addAll(e.problems());
                included.put(name, lastGood(name, before));
            }
        });
        return included;
    }

    /// The version in force if it runs.
    static Included lastGood(String name, Map<String, Included> before) {
        return before.get(name) instanceof Ready ready ? ready : Broken.named(name);
    }

    /// Checks and compiles it.
    ///
    /// @param files all of this name; there should be one
    /// @throws InvalidRuleFiles with every mistake
    static Ready compile(String name, List<RuleFile> files) {
        var file = only(name, files);
        var text = textOf(file);
        var times = new TimesOfDay.Builder();
        var problems = RuleFileLint.checkIncluded(text, times);
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
        var models = RuleCompiler.compile(List.of(text));
        if (models.stream().allMatch(model -> model.getRules().isEmpty())) {
            throw file.invalid("holds no rule");
        }
        return new Ready(file, RuleBase.ofIncluded(name, models), times.build());
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
