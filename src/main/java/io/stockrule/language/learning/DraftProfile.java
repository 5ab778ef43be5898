package io.stockrule.language.learning;

import io.stockrule.language.LimitedStatements;
import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.learning.ExceptionSearch.Found;
import io.stockrule.language.writing.ProfileWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A profile as the search sees it.
///
/// @param unexplained pairs, as far as the search has counted
/// @param length of the description of all pairs
record DraftProfile(
        Base base, Optional<Found> exception, Optional<UnknownStock> unknown, long unexplained, long length) {
    static DraftProfile of(
            Base base, Optional<Found> exception, Optional<UnknownStock> unknown, long unexplained, Weighing weighing) {
        var draft = new DraftProfile(base, exception, unknown, unexplained, 0);
        return new DraftProfile(
                base, exception, unknown, unexplained, weighing.length(unexplained, draft.statements()));
    }

    static final Comparator<DraftProfile> BEST_FIRST = Comparator.comparingLong(DraftProfile::length)
            .thenComparingInt(DraftProfile::lines)
            .thenComparingInt(DraftProfile::words);

    private int lines() {
        return statements() + (base.mode() instanceof QuantityMode.NotMoreThan ? 0 : 1);
    }

    private int words() {
        return ProfileWriter.write(profile("")).split("\\s+").length;
    }

    int statements() {
        return base.statements()
                + (base.evidence().selection() instanceof Selection.All ? 0 : 1)
                + (exception.isPresent() ? 1 : 0)
                + (unknown.isPresent() ? 1 : 0);
    }

    /// A profile that says nothing but its name.
    static Profile plain(String name) {
        return new Profile(
                name,
                new Selection.All(),
                List.of(),
                OptionalInt.empty(),
                new QuantityMode.ProductValue(),
                0,
                1,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                LimitedStatements.NONE);
    }

    Profile profile(String name) {
        return new Profile(
                name,
                base.evidence().selection(),
                base.guess().reserve().stream()
                        .map(kept -> new Reserve(kept, Optional.empty()))
                        .toList(),
                base.guess().offered(),
                base.mode(),
                base.minimum(),
                1,
                OptionalInt.empty(),
                unknown,
                exception.stream()
                        .map(it -> new ProfileException(it.condition(), it.action(), "", Span.NOWHERE))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                LimitedStatements.NONE);
    }
}
