package io.stockrule.profile;

/// Another text is in force. Fired as a CDI event inside the transaction that saved it, so that whoever listens
/// marks its listings in the same commit.
public record ProfileChanged(long merchantId, long profileId) {}
