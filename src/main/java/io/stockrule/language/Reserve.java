package io.stockrule.language;

import java.util.Optional;

/// `keep 2 in reserve`, `keep 10% in reserve at "Berlin"`.
///
/// @param warehouse whose level it is kept of; empty: of what is available
public record Reserve(Kept kept, Optional<String> warehouse) {
    /// How much is kept back.
    public sealed interface Kept {
        record Units(int units) implements Kept {}

        /// Rounded up to whole units; none of a negative amount.
        record Percent(int percent) implements Kept {}
    }
}
