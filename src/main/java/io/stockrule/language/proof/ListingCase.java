package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Circumstances;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Listings that a profile treats alike: which exceptions may act for them, on what amounts.
///
/// @param known what is known of them
/// @param limited numbers of the limited statements that are for them, those of the second profile after the first's
/// @param profile what the profile says of these listings alone
/// @param other the same of the other profile, where two are compared
/// @param exceptions in the order in which they are tried; those that never act for these listings are left out
/// @param number from 0, the plainest first
public record ListingCase(
        KnownTraits known,
        List<Exception> exceptions,
        int number,
        BitSet limited,
        Profile profile,
        Optional<Profile> other) {
    public ListingCase {
        exceptions = List.copyOf(exceptions);
    }

    /// One of them, and of these the plainest.
    public ListingTraits example() {
        return known.example();
    }

    /// What is left of an exception's condition when everything but the amounts is known.
    ///
    /// @param index in the profile
    public record Exception(int index, Condition condition) {}

    /// The number in the profile of the exception that acts, or -1.
    public int acting(Circumstances amounts) {
        return actingAfter(-1, amounts);
    }

    /// The one that would act if those up to the given one did not.
    int actingAfter(int index, Circumstances amounts) {
        for (var exception : exceptions) {
            if (exception.index() > index && amounts.hold(exception.condition())) {
                return exception.index();
            }
        }
        return -1;
    }
}
