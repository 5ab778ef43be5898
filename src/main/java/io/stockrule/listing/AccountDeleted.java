package io.stockrule.listing;

/// An Amazon account is gone; what is left of it is to be deleted. Told in the transaction that takes it away.
public record AccountDeleted(AccountKey account) {}
