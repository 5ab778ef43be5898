package io.stockrule.language.learning;

import io.stockrule.language.Profile;
import io.stockrule.language.ProfileException;
import io.stockrule.language.Provision;
import io.stockrule.language.QuantityMode;
import io.stockrule.language.Reserve;
import io.stockrule.language.Selection;
import io.stockrule.language.Span;
import io.stockrule.language.UnknownStock;
import io.stockrule.language.learning.ExceptionSearch.Found;
import io.stockrule.language.writing.ProfileWriter;
import java.util.Comparator;
import java.util.Optional;

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

    Profile profile(String name) {
        return Profile.named(name)
                .with(new Provision.Selects(base.evidence().selection()))
                .withReserves(base.guess().reserve().stream()
                        .map(kept -> new Reserve(kept, Optional.empty()))
                        .toList())
                .withShare(base.guess().offered())
                .with(new Provision.Lists(base.mode()))
                .with(new Provision.ListsNothingBelow(base.minimum()))
                .withUnknown(unknown)
                .withExceptions(exception.stream()
                        .map(it -> new ProfileException(it.condition(), it.action(), "", Span.NOWHERE))
                        .toList());
    }
}
