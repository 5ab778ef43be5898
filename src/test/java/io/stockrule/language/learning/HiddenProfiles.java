package io.stockrule.language.learning;

import io.stockrule.language.Action;
import io.stockrule.language.Comparison;
import io.stockrule.language.Condition;
import io.stockrule.language.Condition.Amount;
import io.stockrule.language.Counting;
import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Reserve.Kept;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/// Profiles as merchants write them, and the stock of a shop: what an old tool may have been told.
final class HiddenProfiles {
    private static final List<String> WAREHOUSES = List.of("Berlin", "Hamburg", "Outlet", "Wien");
    private static final List<Integer> PACKS = List.of(1, 1, 1, 2, 3, 6, 12);

    private final Random random;
    private final List<String> warehouses;
    private final boolean hasPacks;
    private final boolean hasUnknown;
    private final int usualStock;
    private final Profile profile;

    HiddenProfiles(long seed) {
        random = new Random(seed * 7919 + 17);
        random.nextInt();
        warehouses = oneOf(List.of(List.of(""), WAREHOUSES.subList(0, 2), WAREHOUSES.subList(0, 3), WAREHOUSES));
        hasPacks = chance(40);
        hasUnknown = chance(30);
        usualStock = oneOf(List.of(12, 30, 100, 400));
        profile = hidden();
    }

    Profile profile() {
        return profile;
    }

    /// Stock, and what the hidden profile lists of it.
    List<OldListing> pairs(int count) {
        var pairs = new ArrayList<OldListing>(count);
        for (int i = 0; i < count; i++) {
            var facts = facts();
            pairs.add(new OldListing(i + 2L, facts, Proposal.listed(profile, facts)));
        }
        return pairs;
    }

    private Profile hidden() {
        return new Profile(
                "Hidden",
                selection(),
                Counting.AVAILABLE,
                chance(50) ? List.of(new Reserve(kept(), Optional.empty())) : List.of(),
                chance(35) ? OptionalInt.of(from(1, 19) * 5) : OptionalInt.empty(),
                mode(),
                chance(35) ? from(2, 6) : 0,
                1,
                OptionalInt.empty(),
                hasUnknown && chance(50) ? Optional.of(unknown()) : Optional.empty(),
                chance(70) ? List.of(exception()) : List.of(),
                List.of(),
                List.of(),
                List.of(),
                LimitedStatements.NONE);
    }

    private Selection selection() {
        if (warehouses.size() == 1 || chance(50)) {
            return new Selection.All();
        }
        var names = warehouses.subList(0, from(1, warehouses.size() - 1));
        return chance(50) ? new Selection.Named(names) : new Selection.AllExcept(names);
    }

    private Kept kept() {
        return chance(60) ? new Kept.Units(from(1, 10)) : new Kept.Percent(from(1, 40));
    }

    private QuantityMode mode() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new QuantityMode.ProductValue();
            case 2, 3 -> new QuantityMode.NotMoreThan(from(1, 25));
            case 4 -> new QuantityMode.SingleStock();
            default -> new QuantityMode.CustomQuantity(from(2, 50));
        };
    }

    private UnknownStock unknown() {
        return oneOf(
                List.of(new UnknownStock.ListNumber(from(1, 9)), new UnknownStock.Hold(), new UnknownStock.Stop()));
    }

    private ProfileException exception() {
        return new ProfileException(new Condition.AmountTest(amount(), comparison()), action(), "", Span.NOWHERE);
    }

    private Amount amount() {
        return switch (random.nextInt(warehouses.size() > 1 ? 3 : 2)) {
            case 0 -> new Amount.Available();
            case 1 -> new Amount.Sellable();
            default -> new Amount.AvailableAt(oneOf(warehouses));
        };
    }

    private Comparison comparison() {
        int number = chance(70) ? from(1, 8) : from(5, 25);
        return switch (random.nextInt(7)) {
            case 0, 1 -> new Comparison.Below(number);
            case 2 -> new Comparison.AtMost(number);
            case 3 -> new Comparison.Above(number);
            case 4 -> new Comparison.AtLeast(number);
            case 5 -> new Comparison.Is(number);
            default -> new Comparison.Between(number, number + from(1, 10));
        };
    }

    private Action action() {
        return switch (random.nextInt(7)) {
            case 0 -> new Action.ListNumber(0);
            case 1 -> new Action.ListNumber(from(1, 20));
            case 2 -> new Action.ListAtMost(from(1, 8));
            case 3 -> new Action.Add(from(1, 6));
            case 4 -> new Action.Subtract(from(1, 6));
            case 5 -> new Action.Hold();
            default -> new Action.Stop();
        };
    }

    ListingFacts facts() {
        var stock = warehouses.stream()
                .map(name -> new WarehouseStock(name, level(), true))
                .toList();
        var variant = new VariantFacts("", "", "", "", List.of(), "", List.of(), true, false, stock);
        return new ListingFacts(
                variant, "", hasPacks ? oneOf(PACKS) : 1, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    private OptionalLong level() {
        if (hasUnknown && chance(10)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                switch (random.nextInt(20)) {
                    case 0 -> -from(1, 3);
                    case 1, 2, 3 -> 0;
                    case 4, 5, 6, 7, 8 -> from(0, 10);
                    case 9 -> from(0, 10 * usualStock);
                    default -> from(0, usualStock);
                });
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private int from(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
