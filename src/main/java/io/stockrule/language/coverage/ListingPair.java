package io.stockrule.language.coverage;

import io.stockrule.language.Action;
import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Circumstances;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.ListingCase;
import io.stockrule.language.proof.ListingCases;
import io.stockrule.language.proof.ListingTraits;
import io.stockrule.stock.Outcome;
import java.util.List;
import java.util.Optional;

/// Listings that two profiles treat alike, each in its own way.
///
/// @param one what is left of the first profile's exceptions for them, and `two` of the second's
record ListingPair(ListingCase one, ListingCase two) {
    /// Those that two profiles tell apart, with other exceptions.
    static List<ListingPair> of(ListingCases.Found both, int exceptionsOfFirst) {
        return both.cases().stream()
                .map(each -> new ListingPair(
                        part(each, 0, exceptionsOfFirst), part(each, exceptionsOfFirst, Integer.MAX_VALUE)))
                .toList();
    }

    /// Those that one profile tells apart, with the same exceptions.
    static List<ListingPair> of(ListingCases.Found own) {
        return own.cases().stream().map(each -> new ListingPair(each, each)).toList();
    }

    private static ListingCase part(ListingCase listing, int from, int to) {
        return new ListingCase(
                listing.known(),
                listing.exceptions().stream()
                        .filter(each -> each.index() >= from && each.index() < to)
                        .map(each -> new ListingCase.Exception(each.index() - from, each.condition()))
                        .toList(),
                listing.number(),
                listing.limited(),
                listing.profile(),
                listing.other());
    }

    ListingTraits example() {
        return one.example();
    }

    /// Whether the exceptions that may act for them are the same in both, so that nothing can tell these apart.
    boolean isAlike(Profile first, Profile second) {
        return left(one, first).equals(left(two, second));
    }

    private record Left(Condition condition, Action action) {}

    private static List<Left> left(ListingCase listing, Profile profile) {
        return listing.exceptions().stream()
                .map(each -> new Left(
                        each.condition(), profile.exceptions().get(each.index()).action()))
                .toList();
    }

    /// Whether a line with these amounts, the same for both, would fail with the second profile.
    boolean tells(Profile first, Profile second, Circumstances amounts) {
        return Variation.tells(outcome(first, one, amounts), outcome(second, two, amounts));
    }

    private static Outcome outcome(Profile profile, ListingCase listing, Circumstances amounts) {
        int acting = listing.acting(amounts);
        return Interpreter.outcome(
                profile,
                acting < 0 ? Optional.empty() : Optional.of(profile.exceptions().get(acting)),
                amounts);
    }
}
