package io.stockrule.language.learning;

import io.stockrule.language.Selection;
import io.stockrule.language.learning.Situations.Situation;
import io.stockrule.language.meaning.SelectedStock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far numbers go by what is available under a selection. Under the right one, all listings with
/// the same amount and pack have one number, or two where an exception looks at something else.
final class Purity {
    private static final int NUMBERS = 2;

    private final Map<Place, Tally> tallies = new HashMap<>();

    private Purity() {}

    private record Place(long available, int pack) {}

    /// @return a share, 0 where no amount comes more often than numbers may
    static double of(Selection selection, List<Situation> situations) {
        var purity = new Purity();
        for (var situation : situations) {
            SelectedStock.of(selection, situation.facts().variant())
                    .available()
                    .ifPresent(available -> purity.add(available, situation));
        }
        return purity.share();
    }

    private void add(long available, Situation situation) {
        tallies.computeIfAbsent(new Place(available, situation.facts().packSize()), _ -> new Tally())
                .add(situation.listed().orElse(Evidence.HELD), situation.pairs().size());
    }

    private double share() {
        long pure = 0;
        long all = 0;
        for (var tally : tallies.values()) {
            if (tally.all() > NUMBERS) {
                all += tally.all();
                pure += tally.most(NUMBERS).stream().mapToLong(tally::of).sum();
            }
        }
        return all == 0 ? 0 : pure / (double) all;
    }
}
