package io.stockrule.language;

import java.util.Optional;
import java.util.Set;

/// The names a profile may use.
///
/// @param warehouses the merchant's warehouses; empty accepts any name
public record KnownNames(Optional<Set<String>> warehouses) {
    /// Nothing is known, so any name is accepted.
    public static final KnownNames ANY = new KnownNames(Optional.empty());

    public KnownNames {
        warehouses = warehouses.map(Set::copyOf);
    }
}
