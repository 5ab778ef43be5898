package io.stockrule.stock;

import io.stockrule.access.GoneVariants;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// A variant as a profile sees it.
///
/// @param metafields those that the shop has been asked for, whether it has them or not
/// @param gone what becomes of its listings, if the shop no longer has it
/// @param zone of the merchant; until set, of the shop; until that is set, UTC
/// @param unheld items of its stock of which what is held is to be asked for, as only what is available is known by now
public record KnownVariant(
        VariantFacts facts, Set<String> metafields, Optional<GoneVariants> gone, ZoneId zone, Set<ItemKey> unheld) {
    public KnownVariant {
        unheld = Set.copyOf(unheld);
    }

    /// As one sees it whose profile looks at nothing that is held.
    public KnownVariant withoutHoldings() {
        return new KnownVariant(facts.withoutHoldings(), metafields, gone, zone, Set.of());
    }
}
