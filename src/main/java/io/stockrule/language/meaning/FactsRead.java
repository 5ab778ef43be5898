package io.stockrule.language.meaning;

import io.stockrule.language.Condition;
import io.stockrule.language.Counting;
import io.stockrule.language.LimitedStatement;
import io.stockrule.language.Profile;
import io.stockrule.language.Provision;
import io.stockrule.language.Reserve;
import io.stockrule.language.Word;
import io.stockrule.stock.HeldPart;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/// Which facts of a listing a profile looks at, besides what is available. Included rules may look at any.
///
/// @param warehouses that it names, in the order of the text
/// @param held what its warehouses hold beside what is available, to be counted or to be tested
/// @param date whether it tests the date or the day of the week
public record FactsRead(
        Set<String> warehouses, Set<Word> words, Set<HeldPart> held, boolean date, boolean time, boolean keepsSelling) {
    /// Whether decisions depend on more of the stock than what is available.
    public static boolean holdingsBy(Profile profile) {
        return profile.counting() != Counting.AVAILABLE || !by(profile).held.isEmpty();
    }

    public static FactsRead by(Profile profile) {
        var read = new Reading();
        read.warehouses.addAll(profile.selection().names());
        read.held.addAll(profile.counting().parts());
        profile.reserves().forEach(read::reserve);
        profile.limited().open().forEach(read::limited);
        profile.exceptions().forEach(each -> read.condition(each.condition()));
        return new FactsRead(read.warehouses, read.words, read.held, read.date, read.time, read.keepsSelling);
    }

    /// The metafields among the words.
    public Set<String> metafields() {
        var names = new TreeSet<String>();
        for (var word : words) {
            if (word instanceof Word.Metafield(var name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static final class Reading {
        private final Set<String> warehouses = new LinkedHashSet<>();
        private final Set<Word> words = new TreeSet<>(Word.order());
        private final Set<HeldPart> held = EnumSet.noneOf(HeldPart.class);
        private boolean date;
        private boolean time;
        private boolean keepsSelling;

        private void reserve(Reserve reserve) {
            reserve.warehouse().ifPresent(warehouses::add);
        }

        private void limited(LimitedStatement limited) {
            condition(limited.where());
            switch (limited.provision()) {
                case Provision.Selects selects ->
                    warehouses.addAll(selects.selection().names());
                case Provision.Counts(var counting) -> held.addAll(counting.parts());
                case Provision.Keeps keeps -> reserve(keeps.reserve());
                case Provision.Offers _,
                        Provision.Lists _,
                        Provision.ListsNothingBelow _,
                        Provision.ListsInSteps _,
                        Provision.Handles _,
                        Provision.KnowsNoStock _,
                        Provision.Includes _ -> {}
            }
        }

        private void condition(Condition condition) {
            switch (condition) {
                case Condition.AnyOf any -> any.conditions().forEach(this::condition);
                case Condition.AllOf all -> all.conditions().forEach(this::condition);
                case Condition.Not not -> condition(not.condition());
                case Condition.AmountTest test -> amount(test.amount());
                case Condition.OnText text -> words.add(text.test().word());
                case Condition.OnDate _, Condition.OnDay _ -> date = true;
                case Condition.AtTime _ -> time = true;
                case Condition.KeepsSelling _ -> keepsSelling = true;
            }
        }

        private void amount(Condition.Amount amount) {
            switch (amount) {
                case Condition.Amount.AvailableAt at -> warehouses.add(at.warehouse());
                case Condition.Amount.Held(var part) -> held.add(part);
                case Condition.Amount.HeldAt(var part, var warehouse) -> {
                    held.add(part);
                    warehouses.add(warehouse);
                }
                case Condition.Amount.Available _, Condition.Amount.Sellable _, Condition.Amount.Listed _ -> {}
            }
        }
    }
}
