package io.stockrule.stock;

import java.time.ZoneId;

/// A variant as a profile sees it.
///
/// @param zone of the merchant; until set, of the shop; until that is set, UTC
public record KnownVariant(VariantFacts facts, ZoneId zone) {}
