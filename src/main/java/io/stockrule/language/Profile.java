package io.stockrule.language;

import java.util.List;
import java.util.Optional;

/// A checked Global Profile, ready to decide: what its text means, whatever the order of its statements.
///
/// @param reserve units kept back from the available stock, 0 without a `keep` statement
/// @param unknown what to do with unknown stock; empty leaves it to the mode
/// @param exceptions in the order of the text, which is the order in which they are tried
public record Profile(
        String name,
        Selection selection,
        int reserve,
        QuantityMode mode,
        Optional<UnknownStock> unknown,
        List<ProfileException> exceptions,
        List<Expectation> expectations) {
    public Profile {
        exceptions = List.copyOf(exceptions);
        expectations = List.copyOf(expectations);
    }
}
