package io.stockrule.rules;

import java.util.Set;

/// Other rules are in force since now. Fired as a CDI event; whoever listens has the listings decided again, and is
/// told once more when that fails.
///
/// @param steps whether the rules of the steps have changed, which concerns every listing
/// @param included names of the rule files that have changed, which concerns those whose profiles include them
public record RulesChanged(boolean steps, Set<String> included) {
    boolean isNothing() {
        return !steps && included.isEmpty();
    }
}
