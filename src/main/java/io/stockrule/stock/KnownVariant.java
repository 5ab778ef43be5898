package io.stockrule.stock;

import io.stockrule.access.GoneVariants;
import java.time.ZoneId;
import java.util.Optional;

/// A variant as a profile sees it.
///
/// @param gone what becomes of its listings, if the shop no longer has it
/// @param zone of the merchant; until set, of the shop; until that is set, UTC
public record KnownVariant(VariantFacts facts, Optional<GoneVariants> gone, ZoneId zone) {}
