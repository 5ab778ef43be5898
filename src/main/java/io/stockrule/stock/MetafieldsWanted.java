package io.stockrule.stock;

/// A profile looks at metafields that none of the merchant's looked at before. Fired as a CDI event inside the
/// transaction that saves it, so that shops are read in the same commit.
public record MetafieldsWanted(long merchantId) {}
