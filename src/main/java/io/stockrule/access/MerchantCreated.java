package io.stockrule.access;

/// Fired in the transaction that creates a merchant, after its row is written.
public record MerchantCreated(long merchantId) {}
