package io.stockrule.listing;

/// A Selling List follows other collections than before, or in another way. Told in the transaction that says so.
public record ListFollows() {}
