package io.stockrule.delivery.change;

/// What Amazon's orders say of the units of a target that were ordered between two looks, or cancelled.
public sealed interface Sold {
    /// Orders are not read.
    Sold UNKNOWN = new Unknown();

    record Unknown() implements Sold {}

    /// @param units ordered less cancelled; negative when more was cancelled
    record Known(int units) implements Sold {}
}
