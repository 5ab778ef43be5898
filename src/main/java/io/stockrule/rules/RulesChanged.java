package io.stockrule.rules;

import java.util.Set;

/// In what some rules differ from others.
///
/// @param steps whether the rules of the steps have changed, which concerns every listing
/// @param included names of the rule files that have changed, which concerns those whose profiles include them
public record RulesChanged(boolean steps, Set<String> included) {
    public boolean isNothing() {
        return !steps && included.isEmpty();
    }
}
