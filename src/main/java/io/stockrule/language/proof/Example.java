package io.stockrule.language.proof;

import io.stockrule.stock.Outcome;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/// One stock of one listing, and what a profile makes of it.
///
/// @param acting the number of the exception that acts, -1 for none
public record Example(ListingCase listing, Levels levels, long available, int acting, Outcome outcome) {
    /// The smallest first: least stock, none of it below zero, few warehouses, a plain listing.
    public static final Comparator<Example> SMALLEST = Comparator.<Example>comparingLong(
                    each -> each.levels().size())
            .thenComparingLong(each -> each.levels().negative())
            .thenComparingLong(each -> each.levels().known())
            .thenComparingInt(each -> each.listing().number());

    /// Empty for a hold, which keeps every promise.
    public static OptionalLong listed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> OptionalLong.of(lists.quantity());
            case Outcome.Stops _ -> OptionalLong.of(0);
            case Outcome.Holds _ -> OptionalLong.empty();
        };
    }

    OptionalLong listed() {
        return listed(outcome);
    }

    /// False where either is a hold.
    static boolean listsMore(Example one, Example other) {
        return one.listed().orElse(-1) > other.listed().orElse(Long.MAX_VALUE);
    }

    boolean listsMoreThanIsAvailable() {
        return listed().orElse(0) > Math.max(0, available);
    }

    /// Whether something is listed without a handling time, although an exception may say one of the listing: Amazon
    /// keeps what it was told last.
    boolean leavesHandlingTime() {
        return listed().orElse(0) > 0
                && (acting < 0 || !saysHandlingTime(acting))
                && sayingHandlingTime().isPresent();
    }

    /// The first exception that may act for the listing and says a handling time.
    public Optional<Integer> sayingHandlingTime() {
        return listing.exceptions().stream()
                .map(ListingCase.Exception::index)
                .filter(this::saysHandlingTime)
                .findFirst();
    }

    private boolean saysHandlingTime(int exception) {
        return listing.profile()
                .exceptions()
                .get(exception)
                .branch()
                .handlingDays()
                .isPresent();
    }

    boolean listsSomethingOfNothing() {
        return available == 0 && listed().orElse(0) > 0;
    }
}
