package io.stockrule.sync;

import io.stockrule.delivery.wish.Wish;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the listings of one target want together. One number lives there, so they must want it for the same
/// reasons.
final class Agreement {
    private Agreement() {}

    /// A product may have left one list and be in another one; what a person has stopped is sold by none.
    ///
    /// @param all all listings of one target; none when the last one was removed
    static Wish of(List<Decided> all) {
        var listings = heard(all);
        if (listings.isEmpty()) {
            return new Wish.Nothing();
        }
        if (differ(listings, decided -> decided.listing().variant())) {
            return conflict(listings, "belong to different variants of the shop");
        }
        if (differ(listings, decided -> decided.listing().profileId())) {
            return conflict(listings, "have different Global Profiles");
        }
        if (differ(listings, decided -> decided.decision().outcome())
                || differ(listings, decided -> decided.decision().handlingDays())) {
            return conflict(listings, "come to different decisions");
        }
        return wish(listings.getFirst());
    }

    /// Those whose decisions count.
    static List<Decided> heard(List<Decided> all) {
        var stopped = all.stream()
                .filter(decided -> decided.listing().stopped().isPresent())
                .limit(1)
                .toList();
        if (!stopped.isEmpty()) {
            return stopped;
        }
        var stayed = all.stream().filter(decided -> !decided.listing().left()).toList();
        return stayed.isEmpty() ? all : stayed;
    }

    private static boolean differ(List<Decided> listings, Function<Decided, Object> part) {
        return listings.stream().map(part).distinct().count() > 1;
    }

    private static Wish conflict(List<Decided> listings, String how) {
        return new Wish.Conflict(
                "%d listings share this Amazon SKU but %s: nothing is sent".formatted(listings.size(), how));
    }

    private static Wish wish(Decided decided) {
        var handlingDays = decided.decision().handlingDays();
        return switch (decided.decision().outcome()) {
            case Outcome.Lists lists -> new Wish.Number(lists.quantity(), handlingDays);
            case Outcome.Stops _ -> new Wish.Number(0, handlingDays, why(decided));
            case Outcome.Holds holds -> new Wish.Hold(holds.reason(), decided.gone());
        };
    }

    /// The step that stopped was the last one.
    private static Optional<String> why(Decided decided) {
        var trace = decided.decision().trace();
        return Optional.of(trace.isEmpty() ? "stopped" : trace.getLast().sentence());
    }
}
