package io.stockrule.language;

import java.util.Optional;
import java.util.Set;

/// The names a profile may use.
///
/// @param warehouses the merchant's warehouses; empty accepts any name
/// @param closedWarehouses those among them whose stock does not count
/// @param ruleFiles that the operator has for profiles to include; empty accepts any name
public record KnownNames(
        Optional<Set<String>> warehouses, Set<String> closedWarehouses, Optional<Set<String>> ruleFiles) {
    /// Nothing is known, so any name is accepted.
    public static final KnownNames ANY = new KnownNames(Optional.empty(), Set.of(), Optional.empty());

    public KnownNames {
        warehouses = warehouses.map(Set::copyOf);
        closedWarehouses = Set.copyOf(closedWarehouses);
        ruleFiles = ruleFiles.map(Set::copyOf);
    }

    /// Warehouses that are all open; any rule file.
    public static KnownNames ofWarehouses(Set<String> names) {
        return new KnownNames(Optional.of(names), Set.of(), Optional.empty());
    }

    public KnownNames withRuleFiles(Set<String> names) {
        return new KnownNames(warehouses, closedWarehouses, Optional.of(names));
    }
}
