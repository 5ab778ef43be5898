package io.stockrule.language;

/// What a profile keeps to whatever the stock is, or is not saved. Promises speak of decisions that list a
/// number; holds and unknown stock keep every promise.
public sealed interface Promise {
    /// `promise listed is at most available`: at most max(available, 0).
    record AtMostAvailable() implements Promise {}

    /// `promise listed is 0 when available is 0`
    record NothingOfNothing() implements Promise {}

    /// `promise listed never rises when available falls`
    record NeverRises() implements Promise {}
}
