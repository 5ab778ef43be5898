package io.stockrule.language.meaning;

import io.stockrule.language.Profile;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.OptionalLong;

/// What warehouses hold where somebody says no more than what is available, as in `expect "Berlin" 4`: nothing is
/// committed and nothing incoming, so as much is on hand as is available.
public final class Holdings {
    private static final OptionalLong NOTHING = OptionalLong.of(0);

    private Holdings() {}

    /// @param stock of which each level says what is available
    /// @return the same stock for a profile that looks at nothing else
    public static List<WarehouseStock> said(List<WarehouseStock> stock, Profile profile) {
        return FactsRead.holdingsBy(profile)
                ? stock.stream().map(Holdings::whole).toList()
                : stock;
    }

    /// With what is not said of it.
    public static WarehouseStock whole(WarehouseStock level) {
        var committed = level.committed().isPresent() ? level.committed() : NOTHING;
        return new WarehouseStock(
                level.warehouse(),
                level.available(),
                level.active(),
                level.onHand().isPresent() ? level.onHand() : sum(level.available(), committed.getAsLong()),
                committed,
                level.incoming().isPresent() ? level.incoming() : NOTHING);
    }

    private static OptionalLong sum(OptionalLong available, long committed) {
        return available.isPresent() ? OptionalLong.of(Math.addExact(available.getAsLong(), committed)) : available;
    }

    /// The same level with nothing said of it that is so anyway.
    public static WarehouseStock shortened(WarehouseStock level, Profile profile) {
        if (!FactsRead.holdingsBy(profile)) {
            return level;
        }
        boolean committed = !level.committed().equals(NOTHING);
        boolean onHand = !level.onHand().equals(whole(withoutOnHand(level)).onHand());
        boolean incoming = !level.incoming().equals(NOTHING);
        return new WarehouseStock(
                level.warehouse(),
                level.available(),
                level.active(),
                onHand ? level.onHand() : OptionalLong.empty(),
                committed ? level.committed() : OptionalLong.empty(),
                incoming ? level.incoming() : OptionalLong.empty());
    }

    private static WarehouseStock withoutOnHand(WarehouseStock level) {
        return new WarehouseStock(
                level.warehouse(),
                level.available(),
                level.active(),
                OptionalLong.empty(),
                level.committed(),
                level.incoming());
    }
}
