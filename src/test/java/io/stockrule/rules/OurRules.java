package io.stockrule.rules;

import io.stockrule.rules.file.CompiledFolder;
import io.stockrule.rules.file.FolderContent;
import io.stockrule.rules.file.IncludedFiles;
import io.stockrule.rules.file.RuleFile;
import io.stockrule.rules.file.RuleFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.drools.model.Model;

/// The rule files that come along, compiled once for all tests of a process: that takes longer than most tests.
public final class OurRules {
    public static final int FIRINGS_PER_LISTING = 100;

    private static final Map<List<String>, Collection<Model>> STEPS = new ConcurrentHashMap<>();

    /// Those of the folder `rules`. They stay as they are.
    public static final Rules RULES = Rules.of(compiled(Path.of("rules")), FIRINGS_PER_LISTING);

    private OurRules() {}

    /// A folder whose steps may be the same as those of many other tests.
    static CompiledFolder compiled(Path folder) {
        var content = FolderContent.read(folder);
        var steps = STEPS.computeIfAbsent(
                content.steps().stream().map(RuleFile::fingerprint).toList(),
                _ -> RuleFiles.compile(folder, content.steps()));
        var problems = new ArrayList<String>();
        var included = IncludedFiles.all(content, Map.of(), problems);
        return new CompiledFolder(content, steps, included, problems, Duration.ZERO);
    }
}
