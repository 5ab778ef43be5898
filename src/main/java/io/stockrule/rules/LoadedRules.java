package io.stockrule.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        var names = new HashSet<>(inForce.included().keySet());
        names.addAll(before.inForce.included().keySet());
        Set<String> changed = names.stream()
                .filter(name -> !Objects.equals(
                        inForce.included().get(name), before.inForce.included().get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        return new RulesChanged(inForce.steps() != before.inForce.steps(), changed);
    }
}
