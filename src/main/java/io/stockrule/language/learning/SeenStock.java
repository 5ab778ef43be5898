package io.stockrule.language.learning;

import io.stockrule.language.Selection;
import io.stockrule.language.meaning.SelectedStock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Which amounts were seen: of all others nothing is known but what the profile makes of them.
record SeenStock(TreeSet<Long> amounts) {
    /// A gap is worth a word when stock doubles in it, and is not small.
    private static final long SMALL = 10;

    private static final int GAPS = 3;

    static SeenStock of(Selection selection, Situations situations) {
        var amounts = new TreeSet<Long>();
        for (var situation : situations.all()) {
            SelectedStock.of(selection, situation.facts().variant()).available().ifPresent(amounts::add);
        }
        return new SeenStock(amounts);
    }

    List<String> sentences() {
        var sentences = new ArrayList<String>();
        if (amounts.size() == 1) {
            sentences.add("only %d available was seen".formatted(amounts.first()));
        } else if (!amounts.isEmpty()) {
            sentences.add("available %d to %d was seen, and nothing is known of other stock"
                    .formatted(amounts.first(), amounts.last()));
        }
        gaps().stream().limit(GAPS).forEach(sentences::add);
        return sentences;
    }

    private List<String> gaps() {
        var gaps = new ArrayList<String>();
        long before = amounts.isEmpty() ? 0 : amounts.first();
        for (long amount : amounts) {
            if (amount - Math.max(0, before) > Math.max(SMALL, before)) {
                gaps.add("no available between %d and %d was seen".formatted(before, amount));
            }
            before = amount;
        }
        return gaps;
    }
}
