package io.stockrule.rules.file;

import io.stockrule.rules.InvalidRuleFiles;
import io.stockrule.rules.lint.RuleFileKind;
import io.stockrule.rules.lint.RuleFileLint;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.drools.model.Model;

/// Checks and compiles the rule files of the steps, which only work together.
public final class RuleFiles {
    private RuleFiles() {}

    public static Collection<Model> compile(Path folder) {
        return compile(folder, FolderContent.read(folder).steps());
    }

    public static Collection<Model> compile(Path folder, List<RuleFile> files) {
        if (files.isEmpty()) {
            throw new InvalidRuleFiles(List.of("no rule file (*.drl) in " + folder.toAbsolutePath()));
        }
        var texts = files.stream()
                .<RuleText>map(file -> new RuleText.Plain(file.toString(), file.text()))
                .toList();
        var problems = problems(folder, texts);
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
        return RuleCompiler.compile(texts);
    }

    private static List<String> problems(Path folder, List<RuleText> texts) {
        var kind = new RuleFileKind.OfSteps();
        var problems = texts.stream()
                .flatMap(text -> RuleFileLint.check(text.drl(), kind).stream().map(text::tell))
                .toList();
        return !problems.isEmpty()
                ? problems
                : kind.missing().stream()
                        .map(step -> folder + ": no rule for the step \"" + step.group()
                                + "\"; its file is in the rules folder that came with this version")
                        .toList();
    }
}
