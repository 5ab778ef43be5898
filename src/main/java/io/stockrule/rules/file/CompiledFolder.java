package io.stockrule.rules.file;

import io.stockrule.rules.run.Included;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.drools.model.Model;

/// A rules folder, compiled from nothing.
///
/// @param problems why included files are broken
/// @param took how long that was
public record CompiledFolder(
        FolderContent content,
        Collection<Model> steps,
        Map<String, Included> included,
        List<String> problems,
        Duration took) {

    /// Compiles a folder. Included files with a mistake are told among the problems.
    ///
    /// @throws InvalidRuleFiles when the files of the steps cannot be used
    public static CompiledFolder of(Path folder) {
        return of(folder, _ -> {});
    }

    /// @param hears which file is compiled next, for who waits
    /// @throws InvalidRuleFiles when the files of the steps cannot be used
    public static CompiledFolder of(Path folder, Consumer<String> hears) {
        long start = System.nanoTime();
        var content = FolderContent.read(folder);
        var problems = new ArrayList<String>();
        hears.accept(folder.toString());
        var steps = RuleFiles.compile(folder, content.steps());
        var included = IncludedFiles.all(content, Map.of(), problems, hears);
        return new CompiledFolder(content, steps, included, problems, Duration.ofNanos(System.nanoTime() - start));
    }
}
