package io.stockrule.language.learning;

import io.stockrule.language.QuantityMode;
import io.stockrule.language.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks for profiles that explain most: first on samples, for all that may be, then on all situations,
/// for what looks best.
final class ProfileSearch {
    private static final int SCREENED = 600;
    private static final int COMPARED = 4_000;
    private static final int SELECTIONS = 5;
    private static final int QUICK_SELECTIONS = 2;
    private static final int HOPED = 200;
    private static final int SAMPLE = 400;
    private static final int ROUGH = 60;

    private final Situations searched;
    private final List<String> warehouses;
    private final Weighing weighing;
    private final Refinement refinement;
    private final Map<Selection, Evidence> evidence = new LinkedHashMap<>();

    /// @param all of which `searched` are some, or all
    ProfileSearch(Situations searched, Situations all) {
        this.searched = searched;
        this.warehouses = all.warehouses();
        this.weighing = Weighing.of(searched.pairs());
        this.refinement = new Refinement(weighing);
    }

    /// The best first. Where a quick search leaves something unexplained that could be explained, a
    /// thorough one may find more.
    List<DraftProfile> drafts() {
        var drafts = new ArrayList<DraftProfile>();
        take(false, drafts);
        if (drafts.getFirst().unexplained() > searched.contradicted()) {
            take(true, drafts);
        }
        return drafts;
    }

    private void take(boolean thorough, List<DraftProfile> drafts) {
        rough(thorough).stream()
                .sorted(Rough.BEST_FIRST)
                .limit(ROUGH)
                .forEach(each -> drafts.addAll(refinement.of(evidence(each.selection()), each.guess(), each.mode())));
        drafts.sort(DraftProfile.BEST_FIRST);
    }

    /// A base that is worth a closer look.
    ///
    /// @param length of the description of all pairs, as a sample has it
    private record Rough(Selection selection, SellableGuess guess, QuantityMode mode, double length, int statements) {
        private static final Comparator<Rough> BEST_FIRST = Comparator.comparingDouble(Rough::length)
                .thenComparingInt(Rough::statements)
                .thenComparing(it -> it.guess().isPercent());
    }

    private Collection<Rough> rough(boolean thorough) {
        var screened = searched.atMost(SCREENED);
        var compared = searched.atMost(COMPARED);
        var promises = new LinkedHashMap<Selection, Double>();
        var bases = new ArrayList<Base>();
        for (var selection : Selections.of(warehouses)) {
            var some = Evidence.of(selection, screened.all(), warehouses);
            var search = new BaseSearch(some);
            promises.put(selection, search.promise() + Purity.of(selection, compared.all()));
            var nothing = SellableRows.of(some, SellableGuess.EVERYTHING);
            search.constantModes().forEach(mode -> bases.add(Base.of(some, nothing, mode, 0)));
        }
        promises.entrySet().stream()
                .sorted(Map.Entry.<Selection, Double>comparingByValue().reversed())
                .limit(thorough ? SELECTIONS : QUICK_SELECTIONS)
                .forEach(each -> bases.addAll(following(each.getKey(), thorough)));
        return bases.stream().map(this::estimate).toList();
    }

    /// Those of one selection of which there is most to hope.
    private List<Base> following(Selection selection, boolean thorough) {
        var all = evidence(selection);
        var sample = all.sample(SAMPLE, warehouses);
        var search = new BaseSearch(all);
        var hopeful = new Hopeful(HOPED, weighing);
        var guesses = new LinkedHashSet<>(search.guesses(thorough));
        if (thorough) {
            var thresholds = search.thresholds();
            thresholds.forEach(guess -> constants(search, SellableRows.of(sample, guess), sample, hopeful));
            guesses.addAll(thresholds);
        }
        for (var guess : guesses) {
            var sellable = SellableRows.of(sample, guess);
            var minimums = new MinimumSearch(sample, sellable);
            for (var mode : search.followingModes(sample, sellable)) {
                minimums.of(mode).forEach(minimum -> hopeful.add(Base.of(sample, sellable, mode, minimum)));
            }
        }
        return hopeful.best();
    }

    private static void constants(BaseSearch search, SellableRows sellable, Evidence sample, Hopeful hopeful) {
        search.constantModes().forEach(mode -> hopeful.add(Base.of(sample, sellable, mode, 0)));
    }

    private Evidence evidence(Selection selection) {
        return evidence.computeIfAbsent(selection, it -> Evidence.of(it, searched.all(), warehouses));
    }

    private Rough estimate(Base base) {
        var selection = base.evidence().selection();
        return new Rough(selection, base.guess(), base.mode(), length(base), base.statements());
    }

    private double length(Base base) {
        var alone = DraftProfile.of(base, Optional.empty(), Optional.empty(), 0, weighing);
        double scale = searched.pairs() / (double) Math.max(1, base.evidence().weight());
        double unexplained = (base.evidence().weight() - base.explained()) * scale;
        double statements = weighing.statement() * alone.statements();
        double gain = unexplained == 0
                ? 0
                : new ExceptionSearch(base)
                        .best(1).stream()
                                .mapToDouble(it -> it.gain() * scale - weighing.statement())
                                .max()
                                .orElse(0);
        return unexplained + statements - Math.max(0, gain);
    }
}
