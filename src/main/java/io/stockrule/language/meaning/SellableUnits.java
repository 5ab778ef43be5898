package io.stockrule.language.meaning;

import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.Reserve;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.Saying;
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
        return pack(share(moreReserve(reserve(stock, stock.available().orElseThrow()))));
    }

    /// What is kept of all comes first, then the warehouses in the order of the text.
    private long reserve(SelectedStock stock, long available) {
        long left = available;
        for (var reserve : profile.reserves()) {
            if (reserve.warehouse().isEmpty()) {
                left = keep(reserve, available, left);
            }
        }
        for (var reserve : profile.reserves()) {
            if (reserve.warehouse().isPresent()) {
                left = keepAt(reserve, reserve.warehouse().get(), stock, left);
            }
        }
        return left;
    }

    private Saying limited(Saying saying, Provision provision) {
        return Wording.limited(saying, profile.limited().whom(provision));
    }

    private long keep(Reserve reserve, long available, long before) {
        return switch (reserve.kept()) {
            case Reserve.Kept.Units(int units) -> {
                long left = without(before, units);
                trace.change(
                        "the reserve is kept back",
                        before,
                        left,
                        () -> limited(Wording.reserve(units), new Provision.Keeps(reserve)));
                yield left;
            }
            case Reserve.Kept.Percent(int percent) -> {
                long units = percentOf(percent, Math.max(0, available), RoundingMode.CEILING);
                long left = without(before, units);
                trace.change(
                        "a percentage of what is available is kept back",
                        before,
                        left,
                        () -> limited(Wording.reserve(percent, units), new Provision.Keeps(reserve)));
                yield left;
            }
        };
    }

    private long keepAt(Reserve reserve, String warehouse, SelectedStock stock, long before) {
        long level = stock.levelToKeepOf(warehouse);
        long units = switch (reserve.kept()) {
            case Reserve.Kept.Units all -> Math.min(all.units(), level);
            case Reserve.Kept.Percent part -> percentOf(part.percent(), level, RoundingMode.CEILING);
        };
        long left = without(before, units);
        trace.change(
                "warehouses keep back reserves of their own",
                before,
                left,
                () -> limited(Wording.reserveAt(warehouse, units), new Provision.Keeps(reserve)));
        return left;
    }

    private long moreReserve(long before) {
        var more = facts.overrides().of(ListingOverride.Kind.RESERVE);
        if (more.isEmpty()) {
            return before;
        }
        long left = without(before, more.get().units());
        trace.change(
                "more is kept in reserve where somebody says so", before, left, () -> Wording.override(more.get()));
        return left;
    }

    private long share(long before) {
        if (profile.share().isEmpty()) {
            return before;
        }
        int percent = profile.share().getAsInt();
        long offered = percentOf(percent, Math.max(0, before), RoundingMode.FLOOR);
        trace.change(
                "only a share is offered",
                before,
                offered,
                () -> limited(Wording.share(percent), new Provision.Offers(percent)));
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
