package io.stockrule.language.proof;

import io.stockrule.language.Condition;
import io.stockrule.language.meaning.Circumstances;
import java.util.List;

/// Listings that a profile treats alike: which exceptions may act for them, on what amounts.
///
/// @param example one of them
/// @param exceptions in the order in which they are tried; those that never act for these listings are left out
/// @param number from 0, the plainest first
public record ListingCase(ListingTraits example, List<Exception> exceptions, int number) {
    public ListingCase {
        exceptions = List.copyOf(exceptions);
    }

    /// What is left of an exception's condition when everything but the amounts is known.
    ///
    /// @param index in the profile
    public record Exception(int index, Condition condition) {}

    /// The number in the profile of the exception that acts, or -1.
    int acting(Circumstances amounts) {
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
