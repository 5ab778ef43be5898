package io.stockrule.language.coverage;

import io.stockrule.language.meaning.Circumstances;
import io.stockrule.language.proof.KnownWarehouses;
import io.stockrule.language.proof.StockLine;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Levels of one warehouse, while all others stay as they are, at which two profiles may decide differently.
final class Track {
    private final KnownWarehouses warehouses;
    private final StockRun run;
    private final Optional<StockLine> line;
    private final Supplier<long[]> finding;
    private Optional<long[]> levels = Optional.empty();

    /// @param line of both profiles, where the amounts are the same in both; else empty
    /// @param finding the levels, the plainest first; asked once they are needed
    Track(KnownWarehouses warehouses, StockRun run, Optional<StockLine> line, Supplier<long[]> finding) {
        this.warehouses = warehouses;
        this.run = run;
        this.line = line;
        this.finding = finding;
    }

    /// The plainest first.
    long[] levels() {
        levels = Optional.of(levels.orElseGet(finding));
        return levels.get();
    }

    List<WarehouseStock> stock(long level) {
        return warehouses.stock(run.at(level));
    }

    Optional<Circumstances> amounts(long level) {
        return line.map(it -> it.at(level));
    }
}
