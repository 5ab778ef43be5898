package io.stockrule.language.learning;

import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.VariantFacts;
import io.stockrule.stock.WarehouseStock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Old listings put together where nothing that a proposal may look at tells them apart: most stock
/// repeats.
final class Situations {
    private final List<Situation> all;
    private final int pairs;

    private Situations(List<Situation> all, int pairs) {
        this.all = all;
        this.pairs = pairs;
    }

    /// @param facts of the first of them
    record Situation(ListingFacts facts, OptionalInt listed, List<OldListing> pairs) {}

    /// What a proposal may look at.
    private record Seen(
            List<WarehouseStock> stock,
            boolean tracked,
            boolean keepsSelling,
            int pack,
            List<String> texts,
            List<String> tags,
            List<String> collections,
            OptionalInt listed) {
        static Seen of(OldListing pair) {
            var variant = pair.facts().variant();
            return new Seen(
                    variant.stock(),
                    variant.tracked(),
                    variant.keepsSelling(),
                    pair.facts().packSize(),
                    texts(pair.facts(), variant),
                    variant.tags(),
                    variant.collections(),
                    pair.listed());
        }

        Seen withoutListed() {
            return new Seen(stock, tracked, keepsSelling, pack, texts, tags, collections, OptionalInt.empty());
        }

        private static List<String> texts(ListingFacts facts, VariantFacts variant) {
            return List.of(variant.vendor(), variant.productType(), facts.marketplace());
        }
    }

    static Situations of(List<OldListing> pairs) {
        var groups = new LinkedHashMap<Seen, Situation>();
        for (var pair : pairs) {
            groups.computeIfAbsent(Seen.of(pair), _ -> new Situation(pair.facts(), pair.listed(), new ArrayList<>(1)))
                    .pairs()
                    .add(pair);
        }
        return new Situations(List.copyOf(groups.values()), pairs.size());
    }

    /// Evenly chosen from all of them.
    Situations atMost(int limit) {
        if (all.size() <= limit) {
            return this;
        }
        var some = new ArrayList<Situation>(limit);
        for (int i = 0; i < limit; i++) {
            some.add(all.get((int) ((long) i * all.size() / limit)));
        }
        return new Situations(
                some, some.stream().mapToInt(each -> each.pairs().size()).sum());
    }

    List<Situation> all() {
        return all;
    }

    int pairs() {
        return pairs;
    }

    /// Pairs that no profile can explain together with the most frequent one of the same facts.
    long contradicted() {
        var byFacts = new LinkedHashMap<Seen, Tally>();
        for (var situation : all) {
            byFacts.computeIfAbsent(Seen.of(situation.pairs().getFirst()).withoutListed(), _ -> new Tally())
                    .add(
                            situation.listed().orElse(Evidence.HELD),
                            situation.pairs().size());
        }
        return pairs
                - byFacts.values().stream()
                        .mapToLong(tally -> tally.of(tally.most(1).getFirst()))
                        .sum();
    }

    /// In the order in which they come.
    List<String> warehouses() {
        Set<String> names = new LinkedHashSet<>();
        for (var situation : all) {
            for (var level : situation.facts().variant().stock()) {
                names.add(level.warehouse());
            }
        }
        return List.copyOf(names);
    }
}
