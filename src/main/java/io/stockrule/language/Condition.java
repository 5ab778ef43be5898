package io.stockrule.language;

/// When an exception acts.
public sealed interface Condition {
    /// A test of an amount as it is when the exceptions begin. On an unknown amount it is false.
    record AmountTest(Amount amount, Comparison comparison) implements Condition {}

    /// A test of the date in the merchant's zone.
    record OnDate(DateTest test) implements Condition {}

    /// The amounts that an exception can look at.
    sealed interface Amount {
        /// The sum over the chosen warehouses.
        record Available() implements Amount {}

        /// The level of one warehouse, chosen or not; unknown when it has no known active level.
        record AvailableAt(String warehouse) implements Amount {}

        /// What is left after reserve and pack size.
        record Sellable() implements Amount {}

        /// The number that the quantity mode came to.
        record Listed() implements Amount {}
    }
}
