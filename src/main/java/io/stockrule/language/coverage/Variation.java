package io.stockrule.language.coverage;

import io.stockrule.language.Expectation;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.stock.ListingFacts;
import io.stockrule.stock.Outcome;

/// One way in which a profile could say something else.
///
/// @param how goes on with "the profile decides the same", such as `without it`
/// @param other the profile as it would then be
record Variation(String how, Profile other) {
    /// Whether a line with these facts, which is true now, would fail after the variation.
    boolean shows(Profile profile, ListingFacts facts) {
        return tells(Interpreter.outcome(profile, facts), Interpreter.outcome(other, facts));
    }

    /// Whether a line that expects the one fails with the other; one that lists 0 is content with a stop.
    static boolean tells(Outcome one, Outcome other) {
        return !expected(one).isMetBy(other);
    }

    static Expectation.Expected expected(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Lists lists -> new Expectation.Lists(lists.quantity());
            case Outcome.Holds _ -> new Expectation.IsHeld();
            case Outcome.Stops _ -> new Expectation.IsStopped();
        };
    }
}
