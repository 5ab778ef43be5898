package io.stockrule.rules;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which rule files decide. Fired as a CDI event at the start and whenever it changes; whoever listens has the
/// listings decided again that others decided, and is told once more when that fails.
///
/// @param steps a fingerprint of the files of the steps
/// @param included fingerprints of the included files, by the name that profiles write
public record RulesInUse(String steps, Map<String, String> included) {
    public RulesInUse {
        included = Map.copyOf(included);
    }

    /// What decides otherwise than before.
    public RulesChanged changedSince(RulesInUse before) {
        var names = new HashSet<>(included.keySet());
        names.addAll(before.included.keySet());
        Set<String> changed = names.stream()
                .filter(name -> !Objects.equals(included.get(name), before.included.get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
        return new RulesChanged(!steps.equals(before.steps), changed);
    }
}
