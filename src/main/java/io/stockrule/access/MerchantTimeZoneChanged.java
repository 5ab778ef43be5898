package io.stockrule.access;

/// Fired in the transaction that sets a merchant's time zone to another one, after its row is written.
public record MerchantTimeZoneChanged(long merchantId) {}
