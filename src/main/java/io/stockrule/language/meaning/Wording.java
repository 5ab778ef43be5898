package io.stockrule.language.meaning;

import static java.util.stream.Collectors.joining;

import io.stockrule.language.ProfileException;
import io.stockrule.language.QuantityMode;
import io.stockrule.stock.PartStock;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.OptionalLong;

/// The sentences of a trace, in the merchant's words. The interpreter and the rules both speak through this class, so
/// that an explanation reads the same whoever gave it.
public final class Wording {
    /// Why a listing holds when nobody has said what unknown stock means.
    public static final String STOCK_IS_UNKNOWN = "stock is unknown";

    private static final int WAREHOUSES_NAMED = 10;

    private Wording() {}

    /// `Berlin 12 + Hamburg 3 = 15 available`
    public static String available(List<WarehouseStock> counted, long sum) {
        var levels = levels(counted);
        return counted.size() == 1 ? levels + " available" : levels + " = " + sum + " available";
    }

    /// `1 FIG + 2 CEDAR make one; Berlin 3 + Hamburg 0, 4 available in all`. Parts that lie apart make more together.
    public static String bundles(List<PartStock> parts, List<WarehouseStock> counted, long made) {
        var one = parts.stream()
                .limit(WAREHOUSES_NAMED)
                .map(part -> part.quantity() + " " + (part.sku().isEmpty() ? "without a SKU" : part.sku()))
                .collect(joining(" + "));
        var more = parts.size() > WAREHOUSES_NAMED ? " and more" : "";
        return "%s%s make one; %s, %d available in all".formatted(one, more, levels(counted), made);
    }

    /// `Berlin unknown: stock is unknown`
    public static String unknownStock(List<WarehouseStock> counted, boolean tracked) {
        return unknownBecause(counted, tracked) + ": " + STOCK_IS_UNKNOWN;
    }

    /// `stock is unknown, list 5: 5`
    public static String unknownStockLists(long quantity) {
        return STOCK_IS_UNKNOWN + ", list " + quantity + ": " + quantity;
    }

    /// `stock is unknown, single stock: 1`
    public static String unknownStockLists(QuantityMode mode, long quantity) {
        return STOCK_IS_UNKNOWN + ", " + quantity(mode, quantity);
    }

    public static String unknownStockStops() {
        return STOCK_IS_UNKNOWN + ", stop: 0";
    }

    public static String unknownStockHolds() {
        return STOCK_IS_UNKNOWN + ": hold";
    }

    /// `2 kept in reserve: 13`
    public static String reserve(long kept, long sellable) {
        return kept + " kept in reserve: " + sellable;
    }

    /// `10% kept in reserve, 2 units: 13`
    public static String reserve(int percent, long kept, long sellable) {
        return percent + "% kept in reserve, " + kept + " units: " + sellable;
    }

    /// `2 kept in reserve at Berlin: 11`
    public static String reserveAt(String warehouse, long kept, long sellable) {
        return kept + " kept in reserve at " + warehouse + ": " + sellable;
    }

    /// `80% offered: 10`
    public static String share(int percent, long sellable) {
        return percent + "% offered: " + sellable;
    }

    /// `nothing below 3: 0`
    public static String minimum(int minimum) {
        return "nothing below " + minimum + ": 0";
    }

    /// `packs of 6: 2`; single units get here only below 0.
    public static String packs(int packSize, long sellable) {
        return packSize == 1 ? "not below 0: " + sellable : "packs of " + packSize + ": " + sellable;
    }

    /// `not more than 3: 3`
    public static String quantity(QuantityMode mode, long listed) {
        return switch (mode) {
            case QuantityMode.ProductValue _ -> "product value: " + listed;
            case QuantityMode.SingleStock _ -> "single stock: " + listed;
            case QuantityMode.CustomQuantity custom -> "custom quantity " + custom.quantity() + ": " + listed;
            case QuantityMode.NotMoreThan capped -> "not more than " + capped.cap() + ": " + listed;
        };
    }

    /// The name of the rule that a profile's exception becomes, counted from 1 in the order of the text.
    public static String exceptionRule(int number) {
        return "exception " + number + " of the profile";
    }

    /// `when available is below 3 then list 0: 0`; the text of a hold says all there is to say.
    public static String exception(ProfileException exception, OptionalLong listed) {
        return listed.isEmpty() ? exception.text() : exception.text() + ": " + listed.getAsLong();
    }

    /// `rules "seasonal-cap", "Candles before Christmas", list at most 8: 8`; a hold has no number.
    ///
    /// @param rule of the file that acted
    public static String included(String ruleFile, String rule, String action, OptionalLong listed) {
        var told = ofIncluded(ruleFile) + "\"" + rule + "\", " + action;
        return listed.isEmpty() ? told : told + ": " + listed.getAsLong();
    }

    /// How all begins that an included file does: `rules "seasonal-cap", `.
    public static String ofIncluded(String ruleFile) {
        return "rules \"" + ruleFile + "\", ";
    }

    /// `Amazon is sent 0 to 999999: 999999`
    public static String guard(long lowest, long highest, long listed) {
        return "Amazon is sent " + lowest + " to " + highest + ": " + listed;
    }

    private static String unknownBecause(List<WarehouseStock> counted, boolean tracked) {
        if (!tracked) {
            return "Shopify does not count this item";
        }
        if (counted.isEmpty()) {
            return "no chosen warehouse stocks this item";
        }
        return counted.size() == 1 && counted.getFirst().warehouse().isEmpty() ? "no number is given" : levels(counted);
    }

    private static String levels(List<WarehouseStock> counted) {
        var sentence = new StringBuilder();
        for (var level : counted.subList(0, Math.min(counted.size(), WAREHOUSES_NAMED))) {
            var units = level.available();
            sentence.append(sentence.isEmpty() ? "" : " + ")
                    .append(level.warehouse())
                    .append(level.warehouse().isEmpty() ? "" : " ")
                    .append(units.isPresent() ? Long.toString(units.getAsLong()) : "unknown");
        }
        int more = counted.size() - WAREHOUSES_NAMED;
        return more > 0 ? sentence.append(" + " + more + " more").toString() : sentence.toString();
    }
}
