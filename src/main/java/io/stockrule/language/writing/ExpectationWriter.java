package io.stockrule.language.writing;

import static io.stockrule.language.writing.ProfileWriter.quoted;

import io.stockrule.language.Expectation;
import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.Holdings;
import io.stockrule.language.meaning.OneListing;
import io.stockrule.stock.HeldPart;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes an expectation from its facts. What is the same when it is not said stays unsaid.
public final class ExpectationWriter {
    private ExpectationWriter() {}

    public static String write(Expectation expectation, Profile profile) {
        var facts = expectation.facts();
        var chosen = OneListing.aChosenWarehouse(profile, facts);
        var words = words(facts).collect(Collectors.joining(", "));
        return "expect "
                + given(facts, levels(facts, profile), chosen).collect(Collectors.joining(", "))
                + (words.isEmpty() ? "" : " with " + words)
                + facts.date().map(date -> " on " + date).orElse("")
                + facts.time().map(time -> " " + time).orElse("")
                + outcome(expectation.expected());
    }

    private static List<WarehouseStock> levels(ListingFacts facts, Profile profile) {
        return facts.variant().stock().stream()
                .map(level -> Holdings.shortened(level, profile))
                .toList();
    }

    private static Stream<String> given(ListingFacts facts, List<WarehouseStock> levels, String chosen) {
        return Stream.of(
                        stock(levels, chosen),
                        facts.packSize() == 1 ? Stream.<String>of() : Stream.of("pack " + facts.packSize()),
                        facts.variant().keepsSelling() ? Stream.of("shopify keeps selling") : Stream.<String>of())
                .flatMap(each -> each);
    }

    private static Stream<String> stock(List<WarehouseStock> levels, String chosen) {
        if (levels.isEmpty()) {
            return Stream.of("stock unknown");
        }
        var first = levels.getFirst();
        return levels.size() == 1 && first.warehouse().equals(chosen) && !first.knowsHolding()
                ? Stream.of("available " + units(first))
                : levels.stream().map(ExpectationWriter::level);
    }

    private static String level(WarehouseStock level) {
        return quoted(level.warehouse()) + " " + units(level)
                + Stream.of(HeldPart.values())
                        .flatMap(part -> part.of(level).stream().mapToObj(units -> " " + part.written() + " " + units))
                        .collect(Collectors.joining());
    }

    /// No expectation has a level without a number.
    private static long units(WarehouseStock level) {
        return level.available().orElseThrow();
    }

    private static Stream<String> words(ListingFacts facts) {
        return Word.of(facts.variant())
                .flatMap(word -> word.of(facts).stream()
                        .filter(text -> word.isMany() || !text.isEmpty())
                        .map(text -> word.written() + " is " + quoted(text)));
    }

    private static String outcome(Expectation.Expected expected) {
        return switch (expected) {
            case Expectation.Lists lists -> " lists " + lists.quantity();
            case Expectation.IsHeld _ -> " holds";
            case Expectation.IsStopped _ -> " stops";
        };
    }
}
