package io.stockrule.rules;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.stockrule.rules.file.FolderContent;
import io.stockrule.rules.file.RuleFile;
import io.stockrule.rules.run.RulesInForce;
import java.util.List;
import java.util.Map;

/// What of a rules folder is in force.
///
/// @param seen the folder as it was
/// @param stepFiles of which the steps in force were made
/// @param problems why other files of it are not in force, or scenarios that fail
record LoadedRules(FolderContent seen, List<RuleFile> stepFiles, RulesInForce inForce, List<String> problems) {
    LoadedRules {
        problems = List.copyOf(problems);
    }

    /// What decides otherwise than before.
    RulesChanged changedSince(LoadedRules before) {
        return inUse().changedSince(before.inUse());
    }

    RulesInUse inUse() {
        var steps = stepFiles.stream().map(RuleFile::fingerprint).collect(joining(", "));
        var included = inForce.included().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, file -> file.getValue().fingerprint()));
        return new RulesInUse(steps, included);
    }
}
