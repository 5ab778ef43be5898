package io.stockrule.language.meaning;

import io.stockrule.language.Profile;
import io.stockrule.language.Reserve;
import io.stockrule.stock.ListingFacts;
import java.math.RoundingMode;

/// The steps from what is available to what is sellable: reserve, share and pack.
final class SellableUnits {
    private static final int WHOLE = 100;

    private final Profile profile;
    private final ListingFacts facts;
    private final Telling trace;

    SellableUnits(Profile profile, ListingFacts facts, Telling trace) {
        this.profile = profile;
        this.facts = facts;
        this.trace = trace;
    }

    /// @param stock that is known
    long of(SelectedStock stock) {
        return pack(share(reserve(stock, stock.available().orElseThrow())));
    }

    /// What is kept of all comes first, then the warehouses in the order of the text.
    private long reserve(SelectedStock stock, long available) {
        long left = available;
        for (var reserve : profile.reserves()) {
            if (reserve.warehouse().isEmpty()) {
                left = keep(reserve.kept(), available, left);
            }
        }
        for (var reserve : profile.reserves()) {
            if (reserve.warehouse().isPresent()) {
                left = keepAt(reserve.warehouse().get(), reserve.kept(), stock, left);
            }
        }
        return left;
    }

    private long keep(Reserve.Kept kept, long available, long before) {
        return switch (kept) {
            case Reserve.Kept.Units(int units) -> {
                long left = without(before, units);
                trace.change("the reserve is kept back", before, left, () -> Wording.reserve(units));
                yield left;
            }
            case Reserve.Kept.Percent(int percent) -> {
                long units = percentOf(percent, Math.max(0, available), RoundingMode.CEILING);
                long left = without(before, units);
                trace.change(
                        "a percentage of what is available is kept back",
                        before,
                        left,
                        () -> Wording.reserve(percent, units));
                yield left;
            }
        };
    }

    private long keepAt(String warehouse, Reserve.Kept kept, SelectedStock stock, long before) {
        long level = stock.levelToKeepOf(warehouse);
        long units = switch (kept) {
            case Reserve.Kept.Units all -> Math.min(all.units(), level);
            case Reserve.Kept.Percent part -> percentOf(part.percent(), level, RoundingMode.CEILING);
        };
        long left = without(before, units);
        trace.change(
                "warehouses keep back reserves of their own", before, left, () -> Wording.reserveAt(warehouse, units));
        return left;
    }

    private long share(long before) {
        if (profile.share().isEmpty()) {
            return before;
        }
        int percent = profile.share().getAsInt();
        long offered = percentOf(percent, Math.max(0, before), RoundingMode.FLOOR);
        trace.change("only a share is offered", before, offered, () -> Wording.share(percent));
        return offered;
    }

    /// @param units not negative
    private static long percentOf(int percent, long units, RoundingMode rounding) {
        long ofRest = units % WHOLE * percent;
        long rounded = rounding == RoundingMode.CEILING ? Math.ceilDiv(ofRest, WHOLE) : ofRest / WHOLE;
        return units / WHOLE * percent + rounded;
    }

    /// Never below the range of 64 bits.
    private static long without(long units, long kept) {
        return Math.max(units, Long.MIN_VALUE + kept) - kept;
    }

    private long pack(long units) {
        int size = facts.packSize();
        long packs = Math.max(0, Math.floorDiv(units, size));
        var rule = size > 1 ? "packs sell only whole" : "less than nothing cannot be sold";
        trace.change(rule, units, packs, () -> Wording.packs(size));
        return packs;
    }
}
