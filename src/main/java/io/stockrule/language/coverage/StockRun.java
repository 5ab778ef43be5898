package io.stockrule.language.coverage;

import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.Levels;
import io.stockrule.language.proof.StockLine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// One warehouse fills while all others stay as they are, whichever profile looks at it.
///
/// @param filling its number among the known warehouses
record StockRun(Levels others, int filling) {
    static StockRun of(StockLine line, KnownWarehouses warehouses) {
        return new StockRun(line.others(), warehouses.names().indexOf(line.filling()));
    }

    Levels at(long level) {
        return with(others, filling, level);
    }

    static Levels with(Levels levels, int warehouse, long level) {
        List<OptionalLong> units = new ArrayList<>(levels.units());
        units.set(warehouse, OptionalLong.of(level));
        return new Levels(units, levels.held());
    }
}
