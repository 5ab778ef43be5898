package io.stockrule.language;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A checked Global Profile, ready to decide: what its text means, whatever the order of its statements.
///
/// @param reserves what is kept back, at most one without a warehouse and one of each warehouse
/// @param share percentage of the sellable units that is offered; empty without an `offer` statement
/// @param minimum a smaller number lists nothing, 0 without a `list nothing below` statement
/// @param handlingDays days until an order is shipped; empty leaves Amazon's own alone
/// @param unknown what to do with unknown stock; empty leaves it to the mode
/// @param exceptions in the order of the text, which is the order in which they are tried
/// @param includes names of rule files, in the order in which they run
public record Profile(
        String name,
        Selection selection,
        List<Reserve> reserves,
        OptionalInt share,
        QuantityMode mode,
        int minimum,
        OptionalInt handlingDays,
        Optional<UnknownStock> unknown,
        List<ProfileException> exceptions,
        List<String> includes,
        List<ProfilePromise> promises,
        List<Expectation> expectations) {
    public Profile {
        reserves = List.copyOf(reserves);
        exceptions = List.copyOf(exceptions);
        includes = List.copyOf(includes);
        promises = List.copyOf(promises);
        expectations = List.copyOf(expectations);
    }

    /// Whether rule files decide too, of which no text of the profile tells what they do.
    public boolean includesRules() {
        return !includes.isEmpty();
    }

    /// The same with these exceptions and no others.
    public Profile withExceptions(List<ProfileException> others) {
        return new Profile(
                name,
                selection,
                reserves,
                share,
                mode,
                minimum,
                handlingDays,
                unknown,
                others,
                includes,
                promises,
                expectations);
    }

    /// The same without where and in which words it was written: two profiles mean the same if these are equal.
    public Profile meaning() {
        return new Profile(
                name,
                selection,
                reserves,
                share,
                mode,
                minimum,
                handlingDays,
                unknown,
                exceptions.stream()
                        .map(it -> new ProfileException(it.condition().simplified(), it.action(), "", Span.NOWHERE))
                        .toList(),
                includes,
                promises.stream()
                        .map(it -> new ProfilePromise(it.promise(), "", Span.NOWHERE))
                        .toList(),
                expectations.stream()
                        .map(it -> new Expectation(it.facts(), it.expected(), "", Span.NOWHERE))
                        .toList());
    }
}
