package io.stockrule.delivery.wish;

import java.time.Instant;
import java.util.Optional;

/// What Amazon is to show for a target.
///
/// @param number counts the wishes: a higher number is a newer decision
/// @param decidedAt when the newest decision was made
/// @param reasons why, as text; empty when it is stored already: it is large, and needed in the database only
/// @param marketplace country code of one of the target's listings
/// @param asked a person wants it sent, even if it is what was sent last
public record Want(
        Wish wish, long number, Instant decidedAt, Optional<String> reasons, String marketplace, boolean asked) {
    public static Want nothing(String marketplace, Instant now) {
        return new Want(new Wish.Nothing(), 0, now, Optional.empty(), marketplace, false);
    }

    public boolean isChangedBy(Wanted newest) {
        return !wish.equals(newest.wish()) || newest.asked();
    }

    /// Only a number is asked for: a hold or a conflict ends that, too.
    public Want replacedBy(Wanted newest) {
        return new Want(
                newest.wish(),
                isChangedBy(newest) ? number + 1 : number,
                newest.decidedAt(),
                Optional.of(newest.reasons()),
                newest.marketplace(),
                (asked || newest.asked()) && newest.wish() instanceof Wish.Number);
    }

    public Want asked(boolean asks) {
        return new Want(wish, number, decidedAt, reasons, marketplace, asks);
    }
}
