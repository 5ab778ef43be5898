package io.stockrule.language.learning;

import static java.util.stream.Collectors.toMap;

import io.stockrule.language.QuantityMode;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.learning.ExceptionSearch.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes whole profiles of how sellable units come about and how they are listed: with a minimum or
/// not, an exception or not, and what is said of unknown stock.
record Refinement(Weighing weighing) {
    private static final int EXCEPTIONS = 3;

    List<DraftProfile> of(Evidence all, SellableGuess guess, QuantityMode mode) {
        var drafts = new ArrayList<DraftProfile>();
        var sellable = SellableRows.of(all, guess);
        for (int minimum : new MinimumSearch(all, sellable).of(mode)) {
            refine(Base.of(all, sellable, mode, minimum), drafts);
        }
        return drafts;
    }

    private void refine(Base base, Collection<DraftProfile> drafts) {
        long unexplained = base.evidence().weight() - base.explained();
        var exceptions = new LinkedHashSet<Optional<Found>>();
        exceptions.add(Optional.empty());
        if (unexplained > 0) {
            new ExceptionSearch(base).best(EXCEPTIONS).forEach(each -> exceptions.add(Optional.of(each)));
        }
        for (var exception : exceptions) {
            long left = unexplained - exception.map(Found::gain).orElse(0L);
            unknown(base)
                    .forEach((unknown, ofUnknown) ->
                            drafts.add(DraftProfile.of(base, exception, unknown, left + ofUnknown, weighing)));
        }
    }

    /// What may be said of unknown stock, with the pairs that it leaves unexplained.
    private static Map<Optional<UnknownStock>, Long> unknown(Base base) {
        var seen = base.evidence().unknown();
        long pairs = seen.most(Integer.MAX_VALUE).stream().mapToLong(seen::of).sum();
        return Stream.concat(
                        Stream.of(Map.entry(Optional.<UnknownStock>empty(), pairs - seen.of(base.ofUnknown()))),
                        seen.most(1).stream()
                                .filter(listed -> listed != base.ofUnknown())
                                .map(listed -> Map.entry(Optional.of(said(listed)), pairs - seen.of(listed))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    private static UnknownStock said(long listed) {
        if (listed == Evidence.HELD) {
            return new UnknownStock.Hold();
        }
        return listed == 0 ? new UnknownStock.Stop() : new UnknownStock.ListNumber(Math.toIntExact(listed));
    }
}
