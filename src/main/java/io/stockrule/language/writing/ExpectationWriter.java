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
        var text = new StringBuilder("expect ").append(first(expectation, profile));
        var before = expectation.facts();
        for (var step : expectation.then()) {
            text.append("\n  then").append(next(before, step, profile));
            before = step.facts();
        }
        return text.toString();
    }

    private static String first(Expectation expectation, Profile profile) {
        var facts = expectation.facts();
        return given(facts, profile).collect(Collectors.joining(", "))
                + with(words(facts))
                + on(facts)
                + outcome(expectation.expected());
    }

    /// What differs from the step before, the rest being the same.
    private static String next(ListingFacts before, Expectation.Step step, Profile profile) {
        var facts = step.facts();
        var stock = stock(facts, profile).toList();
        var said = Stream.of(
                        stock.equals(stock(before, profile).toList()) ? Stream.<String>of() : stock.stream(),
                        facts.packSize() == before.packSize()
                                ? Stream.<String>of()
                                : Stream.of("pack " + facts.packSize()),
                        before.variant().keepsSelling() ? Stream.<String>of() : keepsSelling(facts))
                .flatMap(each -> each)
                .collect(Collectors.joining(", "));
        return (said.isEmpty() ? "" : " " + said)
                + with(otherWords(before, facts))
                + (on(facts).equals(on(before)) ? "" : on(facts))
                + outcome(step.expected());
    }

    private static Stream<String> otherWords(ListingFacts before, ListingFacts facts) {
        return Stream.concat(Word.of(facts.variant()), Word.of(before.variant()))
                .distinct()
                .filter(word -> !word.of(facts).equals(word.of(before)))
                .flatMap(word -> word.of(facts).stream().map(text -> given(word, text)));
    }

    private static String with(Stream<String> words) {
        var all = words.collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : " with " + all;
    }

    private static String on(ListingFacts facts) {
        return facts.date().map(date -> " on " + date).orElse("")
                + facts.time().map(time -> " " + time).orElse("");
    }

    private static List<WarehouseStock> levels(ListingFacts facts, Profile profile) {
        return facts.variant().stock().stream()
                .map(level -> Holdings.shortened(level, profile))
                .toList();
    }

    private static Stream<String> given(ListingFacts facts, Profile profile) {
        return Stream.of(stock(facts, profile), pack(facts), keepsSelling(facts))
                .flatMap(each -> each);
    }

    private static Stream<String> pack(ListingFacts facts) {
        return facts.packSize() == 1 ? Stream.of() : Stream.of("pack " + facts.packSize());
    }

    private static Stream<String> keepsSelling(ListingFacts facts) {
        return facts.variant().keepsSelling() ? Stream.of("shopify keeps selling") : Stream.of();
    }

    private static Stream<String> stock(ListingFacts facts, Profile profile) {
        return stock(levels(facts, profile), OneListing.aChosenWarehouse(profile, facts));
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
                        .map(text -> given(word, text)));
    }

    private static String given(Word word, String text) {
        return word.written() + " is " + quoted(text);
    }

    private static String outcome(Expectation.Expected expected) {
        return switch (expected) {
            case Expectation.Lists lists -> " lists " + lists.quantity();
            case Expectation.IsHeld _ -> " holds";
            case Expectation.IsStopped _ -> " stops";
        };
    }
}
