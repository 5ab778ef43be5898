package io.stockrule.profile;

/// One Global Profile of one merchant.
public record ProfileKey(long merchantId, long profileId) {}
