package io.stockrule.language;

/// What an exception does with the listed number.
public sealed interface Action {
    record ListNumber(int quantity) implements Action {}

    /// `list product value`: all of the sellable stock.
    record ListProductValue() implements Action {}

    record ListAtMost(int quantity) implements Action {}

    record ListAtLeast(int quantity) implements Action {}

    record Add(int units) implements Action {}

    /// Takes units off, never below 0.
    record Subtract(int units) implements Action {}

    /// Send nothing and keep what Amazon shows.
    record Hold() implements Action {}

    /// List 0.
    record Stop() implements Action {}

    /// The number stays what it is; no later exception acts.
    record Leave() implements Action {}
}
