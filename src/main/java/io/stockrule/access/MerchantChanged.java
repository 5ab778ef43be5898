package io.stockrule.access;

/// Fired in the transaction that changes what a merchant's decisions depend on, such as its time zone, after its row is
/// written.
public record MerchantChanged(long merchantId) {}
