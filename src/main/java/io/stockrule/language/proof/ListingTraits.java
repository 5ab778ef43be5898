package io.stockrule.language.proof;

import io.stockrule.language.Diagnostic;
import io.stockrule.language.Word;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a condition can see of a listing and its moment besides amounts.
public record ListingTraits(
        Map<Word, List<String>> texts, Optional<LocalDate> date, Optional<LocalTime> time, boolean keepsSelling) {
    public static final ListingTraits NONE = new ListingTraits(Map.of(), Optional.empty(), Optional.empty(), false);

    public ListingTraits {
        texts = Map.copyOf(texts);
    }

    static ListingTraits ofText(Word word, String text) {
        return new ListingTraits(Map.of(word, List.of(text)), Optional.empty(), Optional.empty(), false);
    }

    static ListingTraits ofDate(LocalDate date) {
        return new ListingTraits(Map.of(), Optional.of(date), Optional.empty(), false);
    }

    static ListingTraits ofTime(LocalTime time) {
        return new ListingTraits(Map.of(), Optional.empty(), Optional.of(time), false);
    }

    static ListingTraits ofSelling() {
        return new ListingTraits(Map.of(), Optional.empty(), Optional.empty(), true);
    }

    ListingTraits and(ListingTraits other) {
        var both = new HashMap<Word, List<String>>();
        both.putAll(texts);
        other.texts.forEach((word, more) -> both.merge(
                word,
                more,
                (one, two) ->
                        Stream.concat(one.stream(), two.stream()).distinct().toList()));
        return new ListingTraits(both, date.or(other::date), time.or(other::time), keepsSelling || other.keepsSelling);
    }

    public ListingFacts facts(List<WarehouseStock> stock, int packSize) {
        return new ListingFacts(
                variant(stock).with(text(Word.Named.PRODUCT_STATUS), metafields()),
                text(Word.Named.MARKETPLACE),
                packSize,
                OptionalInt.empty(),
                date,
                time);
    }

    private VariantFacts variant(List<WarehouseStock> stock) {
        return new VariantFacts(
                text(Word.Named.SKU),
                text(Word.Named.TITLE),
                text(Word.Named.VENDOR),
                text(Word.Named.PRODUCT_TYPE),
                texts.getOrDefault(Word.Named.TAG, List.of()),
                text(Word.Named.BARCODE),
                texts.getOrDefault(Word.Named.COLLECTION, List.of()),
                true,
                keepsSelling,
                stock);
    }

    private Map<String, String> metafields() {
        var given = new HashMap<String, String>();
        texts.forEach((word, values) -> {
            if (word instanceof Word.Metafield(var name) && !values.getFirst().isEmpty()) {
                given.put(name, values.getFirst());
            }
        });
        return given;
    }

    private String text(Word word) {
        return texts.getOrDefault(word, List.of("")).getFirst();
    }

    /// Those that something is said under, in the order of the language.
    private List<Word> words() {
        return texts.keySet().stream().sorted(Word.order()).toList();
    }

    /// Without those that the given test does not need, one after the other.
    public ListingTraits onlyWhatIsNeededFor(Predicate<ListingTraits> test) {
        var left = this;
        for (var word : words()) {
            left = left.withoutIfStill(test, left.without(word));
        }
        left = left.withoutIfStill(test, new ListingTraits(left.texts, Optional.empty(), left.time, left.keepsSelling));
        left = left.withoutIfStill(test, new ListingTraits(left.texts, left.date, Optional.empty(), left.keepsSelling));
        return left.withoutIfStill(test, new ListingTraits(left.texts, left.date, left.time, false));
    }

    private ListingTraits withoutIfStill(Predicate<ListingTraits> test, ListingTraits fewer) {
        return !fewer.equals(this) && test.test(fewer) ? fewer : this;
    }

    private ListingTraits without(Word word) {
        var fewer = new HashMap<Word, List<String>>();
        fewer.putAll(texts);
        fewer.remove(word);
        return new ListingTraits(fewer, date, time, keepsSelling);
    }

    /// A metafield's name stands without quotes beside what it says.
    private static String described(Word word) {
        return word instanceof Word.Metafield(var name) ? "metafield " + name : word.written();
    }

    /// `tag "fragile"`, `on 2026-12-24`: one part for each trait, none for what is empty or not given.
    public List<String> described() {
        var parts = new ArrayList<String>();
        for (var word : words()) {
            texts.getOrDefault(word, List.of()).stream()
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> parts.add("%s \"%s\"".formatted(described(word), Diagnostic.shortened(text))));
        }
        date.ifPresent(day -> parts.add("on " + day));
        time.ifPresent(minute -> parts.add("at " + minute));
        if (keepsSelling) {
            parts.add("where shopify keeps selling");
        }
        return List.copyOf(parts);
    }
}
