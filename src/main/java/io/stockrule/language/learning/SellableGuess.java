package io.stockrule.language.learning;

import io.stockrule.language.Reserve.Kept;
import java.util.Optional;
import java.util.OptionalInt;

/// How sellable units may come about. It counts as the steps of the language do, on plain numbers.
///
/// @param kept units, or a percentage of what is available
/// @param share percentage of the rest that is offered
record SellableGuess(int kept, boolean isPercent, int share) {
    static final int WHOLE = 100;
    static final SellableGuess EVERYTHING = new SellableGuess(0, false, WHOLE);

    long of(long available, int pack) {
        long rest = Math.max(0, Math.max(available, Long.MIN_VALUE + kept) - keptOf(available));
        long offered = share == WHOLE ? rest : rest / WHOLE * share + rest % WHOLE * share / WHOLE;
        return offered / pack;
    }

    private long keptOf(long available) {
        if (!isPercent) {
            return kept;
        }
        long whole = Math.max(0, available);
        return whole / WHOLE * kept + Math.ceilDiv(whole % WHOLE * kept, WHOLE);
    }

    int statements() {
        return (kept == 0 ? 0 : 1) + (share == WHOLE ? 0 : 1);
    }

    Optional<Kept> reserve() {
        if (kept == 0) {
            return Optional.empty();
        }
        return Optional.of(isPercent ? new Kept.Percent(kept) : new Kept.Units(kept));
    }

    OptionalInt offered() {
        return share == WHOLE ? OptionalInt.empty() : OptionalInt.of(share);
    }
}
