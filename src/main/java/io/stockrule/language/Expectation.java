package io.stockrule.language;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.stream.Stream;

/// `expect available 20 lists 3`: facts and the outcome that the merchant is sure of. A save is refused when one fails.
///
/// @param facts what the statement gives, complete: warehouses not named have no level, texts not given are empty
/// @param then the steps after it, in the order in which they happen; none for most expectations
public record Expectation(ListingFacts facts, Expected expected, String text, Span span, List<Step> then) {
    public Expectation {
        then = List.copyOf(then);
    }

    public Expectation(ListingFacts facts, Expected expected, String text, Span span) {
        this(facts, expected, text, span, List.of());
    }

    /// `then available 4 lists 4`: what comes next, and its outcome.
    ///
    /// @param facts complete: what a step does not say stays as in the step before. The number last decided is not
    ///     among them: it comes of deciding the steps before
    /// @param span of what is expected
    public record Step(ListingFacts facts, Expected expected, Span span) {}

    /// All that is expected, the first one included.
    public Stream<Step> steps() {
        return Stream.concat(Stream.of(new Step(facts, expected, span)), then.stream());
    }

    public boolean isSeries() {
        return !then.isEmpty();
    }

    /// The same without where and in which words it was written.
    Expectation meaning() {
        var steps = then.stream()
                .map(each -> new Step(each.facts(), each.expected(), Span.NOWHERE))
                .toList();
        return new Expectation(facts, expected, "", Span.NOWHERE, steps);
    }

    /// What an `expect` asks for.
    public sealed interface Expected {
        boolean isMetBy(Outcome outcome);
    }

    /// `lists 3`; `lists 0` accepts a stop too.
    public record Lists(int quantity) implements Expected {
        @Override
        public boolean isMetBy(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Lists lists -> lists.quantity() == quantity;
                case Outcome.Stops _ -> quantity == 0;
                case Outcome.Holds _ -> false;
            };
        }
    }

    /// `holds`.
    public record IsHeld() implements Expected {
        @Override
        public boolean isMetBy(Outcome outcome) {
            return outcome instanceof Outcome.Holds;
        }
    }

    /// `stops`: a stop acted.
    public record IsStopped() implements Expected {
        @Override
        public boolean isMetBy(Outcome outcome) {
            return outcome instanceof Outcome.Stops;
        }
    }
}
