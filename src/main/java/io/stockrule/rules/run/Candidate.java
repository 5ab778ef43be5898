package io.stockrule.rules.run;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Saying;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// One row, as the rules of an included file may change it.
public final class Candidate {
    private final BatchRows rows;
    private final int row;

    Candidate(BatchRows rows, int row) {
        this.rows = rows;
        this.row = row;
    }

    public ListingFacts facts() {
        return rows.facts(row);
    }

    public OptionalLong availableAt(String warehouse) {
        return rows.availableAt(row, warehouse::equals);
    }

    public long available() {
        return rows.available(row);
    }

    public long sellable() {
        return rows.sellable(row);
    }

    public long listed() {
        return rows.listed(row);
    }

    /// They are skipped for holds and for unknown stock.
    public boolean takesIncludedRules() {
        return rows.takesIncludedRules(row);
    }

    public boolean hasStopped() {
        return rows.hasStopped(row);
    }

    /// @param rule that acts next, for the trace
    public void begin(String rule) {
        rows.begin(row, rule);
    }

    public void settle(long quantity, Supplier<Saying> saying) {
        rows.settle(row, quantity, saying);
    }

    public void stop(Supplier<Saying> saying) {
        rows.stop(row, saying);
    }

    /// @param reason for the merchant
    public void hold(String reason, Supplier<Saying> saying) {
        rows.hold(row, reason, saying);
    }
}
