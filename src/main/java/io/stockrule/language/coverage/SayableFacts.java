package io.stockrule.language.coverage;

import io.stockrule.language.Condition;
import io.stockrule.language.KnownNames;
import io.stockrule.language.Profile;
import io.stockrule.language.Word;
import io.stockrule.language.meaning.FactsRead;
import io.stockrule.language.proof.ListingTraits;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Facts as an `expect` can say them: warehouses that have a name, marketplaces that there are, a date with each time.
final class SayableFacts {
    private static final LocalDate SOME_MONDAY = LocalDate.of(2026, 1, 5);
    private static final int DAYS_OF_A_WEEK = 7;

    /// Signs of which the first that is in no tested text stands for any text, and between others.
    private static final List<String> SIGNS = List.of("-", "·", "…", "~", "|", "\u2022", "\u2042");

    private final Profile profile;
    private final Optional<String> elsewhere;
    private final List<String> marketplaces;

    SayableFacts(Profile profile, KnownNames known) {
        this.profile = profile;
        this.elsewhere = elsewhere(profile, known);
        this.marketplaces = known.texts().getOrDefault(Word.Named.MARKETPLACE, Set.of()).stream()
                .sorted()
                .toList();
    }

    /// A warehouse that the profile does not name; empty if the merchant has no other.
    private static Optional<String> elsewhere(Profile profile, KnownNames known) {
        var named = FactsRead.by(profile).warehouses();
        var others = known.warehouses()
                .map(names -> names.stream()
                        .filter(name -> !known.closedWarehouses().contains(name))
                        .sorted())
                .orElseGet(() -> Stream.of("Elsewhere", "Somewhere else", "Another place"));
        return others.filter(name -> !named.contains(name)).findFirst();
    }

    /// @param stock the nameless warehouse is any that the profile does not name
    /// @param showing whether facts still show what they are to show
    Optional<ListingFacts> of(
            ListingTraits traits, List<WarehouseStock> stock, int packSize, Predicate<ListingFacts> showing) {
        return named(stock).stream()
                .flatMap(levels -> dated(traits)
                        .flatMap(this::inMarketplaces)
                        .flatMap(this::inPlainWords)
                        .map(each -> each.facts(levels, packSize)))
                .filter(showing)
                .filter(new ExampleLine(profile)::says)
                .findFirst();
    }

    private Optional<List<WarehouseStock>> named(List<WarehouseStock> stock) {
        boolean needsName = stock.size() > 1
                || profile.limited().isOpen()
                || !profile.selection().aChosenWarehouse().isEmpty();
        if (!needsName || stock.stream().noneMatch(level -> level.warehouse().isEmpty())) {
            return Optional.of(stock);
        }
        return elsewhere.map(name -> stock.stream()
                .map(level -> level.warehouse().isEmpty() ? level.at(name) : level)
                .toList());
    }

    /// No line says a time without a date.
    private Stream<ListingTraits> dated(ListingTraits traits) {
        return traits.time().isEmpty() || traits.date().isPresent()
                ? Stream.of(traits)
                : days().map(day ->
                        new ListingTraits(traits.texts(), Optional.of(day), traits.time(), traits.keepsSelling()));
    }

    private Stream<LocalDate> days() {
        var tested = Conditions.testsOf(profile)
                .flatMap(test -> test instanceof Condition.OnDate(var date) ? date.breakPoints() : Stream.empty())
                .flatMap(day -> around(day, -DAYS_OF_A_WEEK));
        return Stream.concat(around(SOME_MONDAY, 0), tested);
    }

    private static Stream<LocalDate> around(LocalDate day, int from) {
        return IntStream.rangeClosed(from, DAYS_OF_A_WEEK).mapToObj(day::plusDays);
    }

    /// In one that there is, where it is known which there are.
    private Stream<ListingTraits> inMarketplaces(ListingTraits traits) {
        var given =
                traits.texts().getOrDefault(Word.Named.MARKETPLACE, List.of("")).getFirst();
        boolean exists = given.isEmpty() || marketplaces.isEmpty() || marketplaces.contains(given);
        return exists
                ? Stream.of(traits)
                : marketplaces.stream().map(code -> with(traits, Word.Named.MARKETPLACE, List.of(code)));
    }

    /// As a person would write them, where the example does not need the signs.
    private Stream<ListingTraits> inPlainWords(ListingTraits traits) {
        var plain = traits;
        for (var texts : traits.texts().entrySet()) {
            var sign = sign(texts.getKey());
            plain = with(
                    plain,
                    texts.getKey(),
                    texts.getValue().stream()
                            .map(text -> text.equals(sign) ? "other" : text.replace(sign, "x"))
                            .toList());
        }
        return Stream.of(plain, traits).distinct();
    }

    private String sign(Word word) {
        var tested = Conditions.testsOf(profile)
                .flatMap(test -> test instanceof Condition.OnText(var text)
                                && text.word().equals(word)
                        ? text.texts().stream()
                        : Stream.empty())
                .toList();
        return SIGNS.stream()
                .filter(sign -> tested.stream().noneMatch(text -> text.contains(sign)))
                .findFirst()
                .orElse(SIGNS.getLast());
    }

    private static ListingTraits with(ListingTraits traits, Word word, List<String> texts) {
        var changed = new HashMap<Word, List<String>>();
        changed.putAll(traits.texts());
        changed.put(word, texts);
        return new ListingTraits(changed, traits.date(), traits.time(), traits.keepsSelling());
    }
}
