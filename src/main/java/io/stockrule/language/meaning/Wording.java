package io.stockrule.language.meaning;

import io.stockrule.language.Counting;
import io.stockrule.language.ProfileException;
import io.stockrule.language.QuantityMode;
import io.stockrule.stock.ListingOverride;
import io.stockrule.stock.PartStock;
import io.stockrule.stock.Phrase;
import io.stockrule.stock.Saying;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the steps of a trace say. The interpreter and the rules both speak through this class, so that an
/// explanation reads the same whoever gave it.
public final class Wording {
    private static final int WAREHOUSES_NAMED = 10;
    private static final Saying UNKNOWN_STOCK_LISTS = Saying.of(Phrase.UNKNOWN_LISTS);
    private static final Saying UNKNOWN_STOCK_STOPS = Saying.of(Phrase.UNKNOWN_STOPS);
    private static final Saying UNKNOWN_STOCK_HOLDS = Saying.of(Phrase.UNKNOWN_HOLDS);

    private Wording() {}

    /// @see Phrase#COUNTED
    public static Saying available(List<WarehouseStock> counted) {
        return new Saying(Phrase.COUNTED, levels(counted));
    }

    /// Parts that lie apart make more together.
    ///
    /// @see Phrase#BUNDLES
    public static Saying bundles(List<PartStock> parts, List<WarehouseStock> counted) {
        var named = parts.subList(0, Math.min(parts.size(), WAREHOUSES_NAMED));
        var words = new ArrayList<String>();
        words.add(Integer.toString(named.size()));
        for (var part : named) {
            words.add(Long.toString(part.quantity()));
            words.add(part.sku());
        }
        words.add(parts.size() > WAREHOUSES_NAMED ? " and more" : "");
        words.addAll(levels(counted));
        return new Saying(Phrase.BUNDLES, words);
    }

    /// What is said of the stock that counts, where that is something else than what is available.
    ///
    /// @param saying as if it were what is available
    /// @see Phrase#COUNTED_OTHERWISE
    public static Saying counted(Saying saying, Counting counting) {
        if (counting == Counting.AVAILABLE) {
            return saying;
        }
        var words = new ArrayList<String>();
        words.add(counting.written());
        words.add(saying.phrase().name());
        words.addAll(saying.words());
        return new Saying(Phrase.COUNTED_OTHERWISE, words);
    }

    public static Saying unknownStock(List<WarehouseStock> counted, boolean tracked) {
        if (!tracked) {
            return Saying.of(Phrase.NOT_TRACKED);
        }
        if (counted.isEmpty()) {
            return Saying.of(Phrase.NOT_STOCKED);
        }
        return counted.size() == 1 && counted.getFirst().warehouse().isEmpty()
                ? Saying.of(Phrase.NOT_GIVEN)
                : new Saying(Phrase.UNKNOWN, levels(counted));
    }

    public static Saying unknownStockLists() {
        return UNKNOWN_STOCK_LISTS;
    }

    /// @see Phrase#UNKNOWN_BY_MODE
    public static Saying unknownStockLists(QuantityMode mode) {
        var quantity = quantity(mode);
        var words = new ArrayList<String>();
        words.add(quantity.phrase().name());
        words.addAll(quantity.words());
        return new Saying(Phrase.UNKNOWN_BY_MODE, words);
    }

    public static Saying unknownStockStops() {
        return UNKNOWN_STOCK_STOPS;
    }

    public static Saying unknownStockHolds() {
        return UNKNOWN_STOCK_HOLDS;
    }

    public static Saying reserve(long kept) {
        return Saying.of(Phrase.RESERVE, Long.toString(kept));
    }

    public static Saying reserve(int percent, long kept) {
        return Saying.of(Phrase.RESERVE_PERCENT, Integer.toString(percent), Long.toString(kept));
    }

    public static Saying reserveAt(String warehouse, long kept) {
        return Saying.of(Phrase.RESERVE_AT, Long.toString(kept), warehouse);
    }

    public static Saying share(int percent) {
        return Saying.of(Phrase.SHARE, Integer.toString(percent));
    }

    public static Saying minimum(int minimum) {
        return Saying.of(Phrase.MINIMUM, Integer.toString(minimum));
    }

    public static Saying steps(int steps) {
        return Saying.of(Phrase.STEPS, Integer.toString(steps));
    }

    /// Single units get here only below 0.
    public static Saying packs(int packSize) {
        return packSize == 1 ? Saying.of(Phrase.NOT_BELOW_0) : Saying.of(Phrase.PACKS, Integer.toString(packSize));
    }

    public static Saying quantity(QuantityMode mode) {
        return switch (mode) {
            case QuantityMode.ProductValue _ -> Saying.of(Phrase.PRODUCT_VALUE);
            case QuantityMode.SingleStock _ -> Saying.of(Phrase.SINGLE_STOCK);
            case QuantityMode.CustomQuantity custom ->
                Saying.of(Phrase.CUSTOM_QUANTITY, Integer.toString(custom.quantity()));
            case QuantityMode.NotMoreThan capped -> Saying.of(Phrase.NOT_MORE_THAN, Integer.toString(capped.cap()));
        };
    }

    /// What a step says whose statement is for some listings only.
    ///
    /// @param whom as [LimitedStatement#whom] says it; empty where it is for all
    public static Saying limited(Saying saying, Optional<String> whom) {
        return whom.map(it -> limited(saying, it)).orElse(saying);
    }

    /// @see Phrase#LIMITED
    private static Saying limited(Saying saying, String whom) {
        var words = new ArrayList<String>();
        words.add(whom);
        words.add(saying.phrase().name());
        words.addAll(saying.words());
        return new Saying(Phrase.LIMITED, words);
    }

    /// The name of the rule that a profile's exception becomes, counted from 1 in the order of the text.
    public static String exceptionRule(int number) {
        return "exception " + number + " of the profile";
    }

    /// The text of a hold says all there is to say.
    public static Saying exception(ProfileException exception) {
        return Saying.of(Phrase.EXCEPTION, exception.text());
    }

    /// @param rule of the file that acted
    public static Saying included(String ruleFile, String rule, String action) {
        return Saying.of(Phrase.INCLUDED, ruleFile, rule, action);
    }

    /// @see Phrase#OVERRIDE_RESERVE
    public static Saying override(ListingOverride override) {
        var phrase = switch (override.kind()) {
            case RESERVE -> Phrase.OVERRIDE_RESERVE;
            case CAP -> Phrase.OVERRIDE_CAP;
            case PIN -> Phrase.OVERRIDE_PIN;
        };
        return Saying.of(phrase, Integer.toString(override.units()), override.reason(), override.author());
    }

    public static Saying guard(long lowest, long highest) {
        return Saying.of(Phrase.GUARD, Long.toString(lowest), Long.toString(highest));
    }

    private static List<String> levels(List<WarehouseStock> counted) {
        var words = new ArrayList<String>(2 * WAREHOUSES_NAMED + 1);
        for (var level : counted.subList(0, Math.min(counted.size(), WAREHOUSES_NAMED))) {
            var units = level.available();
            words.add(level.warehouse());
            words.add(units.isPresent() ? Long.toString(units.getAsLong()) : "unknown");
        }
        int more = counted.size() - WAREHOUSES_NAMED;
        if (more > 0) {
            words.add(Integer.toString(more));
        }
        return words;
    }
}
