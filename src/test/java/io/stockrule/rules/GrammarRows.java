package io.stockrule.rules;

import io.stockrule.language.Condition;
import io.stockrule.language.Counting;
import io.stockrule.language.Profile;
import io.stockrule.language.Selection;
import io.stockrule.language.TextTest;
import io.stockrule.language.Word;
import io.stockrule.stock.HeldPart;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which parts of the language's grammar a profile uses.
final class GrammarRows {
    /// Every row of the grammar that changes a decision, with its alternatives.
    static final Set<String> ALL = Stream.of(
                    Stream.of("All", "AllExcept", "Named", "FirstOf").map("selection "::concat),
                    Stream.of("Units", "Percent", "at Units", "at Percent").map("reserve "::concat),
                    Stream.of(
                            "share",
                            "minimum",
                            "steps",
                            "lead",
                            "exception",
                            "otherwise",
                            "lead by exception",
                            "where Selects",
                            "where Counts",
                            "where Keeps",
                            "where Offers",
                            "where Lists",
                            "where ListsNothingBelow",
                            "where ListsInSteps",
                            "where Handles",
                            "where KnowsNoStock",
                            "unknown ListNumber",
                            "unknown Hold",
                            "unknown Stop"),
                    Stream.of("ProductValue", "SingleStock", "CustomQuantity", "NotMoreThan")
                            .map("mode "::concat),
                    Stream.of(
                                    "AllOf",
                                    "AnyOf",
                                    "Not",
                                    "AmountTest",
                                    "OnText",
                                    "OnDate",
                                    "AtTime",
                                    "OnDay",
                                    "KeepsSelling")
                            .map("condition "::concat),
                    Stream.of("Available", "AvailableAt", "Held", "HeldAt", "Sellable", "Listed")
                            .map("amount "::concat),
                    Stream.of(HeldPart.values()).map(part -> "held " + part),
                    Stream.of(Counting.values()).map(counting -> "counting " + counting),
                    Stream.of("Is", "IsNot", "Below", "Above", "AtLeast", "AtMost", "Between")
                            .map("comparison "::concat),
                    Word.named().stream().map(word -> "word " + word),
                    Stream.of("word Metafield"),
                    Stream.of(TextTest.Match.values()).map(match -> "match " + match),
                    Stream.of(
                                    "Is",
                                    "Before",
                                    "After",
                                    "Between",
                                    "IsYearly",
                                    "BeforeYearly",
                                    "AfterYearly",
                                    "BetweenYearly")
                            .map("date "::concat),
                    Stream.of(
                                    "ListNumber",
                                    "ListProductValue",
                                    "ListAtMost",
                                    "ListAtLeast",
                                    "Add",
                                    "Subtract",
                                    "Hold",
                                    "Stop",
                                    "Leave")
                            .map("action "::concat))
            .flatMap(each -> each)
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> rows = new HashSet<>();

    private GrammarRows() {}

    static Set<String> of(Profile profile) {
        var found = new GrammarRows();
        found.add(profile);
        return found.rows;
    }

    private void add(Profile profile) {
        add("selection", profile.selection());
        if (profile.selection() instanceof Selection.All) {
            rows.add("selection All");
        }
        rows.add("counting " + profile.counting());
        profile.reserves().forEach(it -> add(it.warehouse().isPresent() ? "reserve at" : "reserve", it.kept()));
        profile.share().ifPresent(_ -> rows.add("share"));
        add("mode", profile.mode());
        if (profile.minimum() > 0) {
            rows.add("minimum");
        }
        if (profile.steps() > 1) {
            rows.add("steps");
        }
        profile.handlingDays().ifPresent(_ -> rows.add("lead"));
        profile.unknown().ifPresent(it -> add("unknown", it));
        profile.limited().open().forEach(each -> {
            add("where", each.provision());
            add(each.where());
        });
        profile.exceptions().forEach(exception -> {
            rows.add(exception.isOtherwise() ? "otherwise" : "exception");
            exception.handlingDays().ifPresent(_ -> rows.add("lead by exception"));
            add("action", exception.action());
            add(exception.condition());
        });
    }

    private void add(Condition condition) {
        add("condition", condition);
        switch (condition) {
            case Condition.AnyOf any -> any.conditions().forEach(this::add);
            case Condition.AllOf all -> all.conditions().forEach(this::add);
            case Condition.Not not -> add(not.condition());
            case Condition.AmountTest test -> {
                add("amount", test.amount());
                part(test.amount()).ifPresent(part -> rows.add("held " + part));
                add("comparison", test.comparison());
            }
            case Condition.OnText text -> {
                rows.add("word "
                        + (text.test().word() instanceof Word.Metafield
                                ? "Metafield"
                                : text.test().word()));
                rows.add("match " + text.test().match());
            }
            case Condition.OnDate on -> add("date", on.test());
            case Condition.AtTime _, Condition.OnDay _, Condition.KeepsSelling _ -> {}
        }
    }

    private static Optional<HeldPart> part(Condition.Amount amount) {
        return switch (amount) {
            case Condition.Amount.Held(var part) -> Optional.of(part);
            case Condition.Amount.HeldAt(var part, var _) -> Optional.of(part);
            case Condition.Amount.Available _,
                    Condition.Amount.AvailableAt _,
                    Condition.Amount.Sellable _,
                    Condition.Amount.Listed _ -> Optional.empty();
        };
    }

    private void add(String row, Object alternative) {
        rows.add(row + " " + alternative.getClass().getSimpleName());
    }
}
