package io.stockrule.rules.run;

import io.stockrule.language.meaning.Wording;
import io.stockrule.stock.Saying;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// What is told of the stock that a selection of warehouses leaves.
final class CountedStock {
    private CountedStock() {}

    /// @param units empty for unknown stock
    static Saying of(VariantFacts variant, Predicate<String> isChosen, OptionalLong units) {
        var stock = variant.stock();
        var counted = new ArrayList<WarehouseStock>(stock.size());
        for (var level : stock) {
            if (level.active() && isChosen.test(level.warehouse())) {
                counted.add(level);
            }
        }
        if (units.isEmpty()) {
            return Wording.unknownStock(counted, variant.tracked());
        }
        return variant.parts().isEmpty() ? Wording.available(counted) : Wording.bundles(variant.parts(), counted);
    }
}
