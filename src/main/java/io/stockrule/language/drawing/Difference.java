package io.stockrule.language.drawing;

import io.stockrule.language.Decides;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.IdleExceptions;
import io.stockrule.language.proof.ListingTraits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;

/// Where two profiles decide differently.
///
/// @param rows what to tell a merchant, the plainest listings first; empty when both decide the same
/// @param complete false when not every stock of every listing was tried
/// @param relation which of them lists more
public record Difference(List<String> rows, boolean complete, Relation relation) {
    public Difference {
        rows = List.copyOf(rows);
    }

    /// What changes when the second takes the place of the first, but for what included rules do.
    public static Difference of(Profile before, Profile after) {
        return of(before, after, Interpreter::decide);
    }

    /// @param decides for profiles that include rules, what decides with them; such profiles are compared by trying
    public static Difference of(Profile before, Profile after, Decides decides) {
        var rows = new LinkedHashSet<String>();
        var relation = new RelationFound();
        addHandling(before, after, rows);
        var unknown = unknown(before, after, decides);
        unknown.ifPresent(it -> rows.add(told(it)));
        var comparison = new ProfileComparison(before, after, decides, relation);
        rows.addAll(comparison.rows());
        unknown.ifPresent(it -> relation.addUnknown(it, told(it)));
        return new Difference(List.copyOf(rows), comparison.complete(), relation.relation());
    }

    private static void addHandling(Profile before, Profile after, SequencedSet<String> rows) {
        if (!before.handlingDays().equals(after.handlingDays())) {
            rows.add("handling time: %s -> %s".formatted(days(before.handlingDays()), days(after.handlingDays())));
        }
        if (!before.includes().equals(after.includes())) {
            rows.add("included rules: %s -> %s".formatted(before.includes(), after.includes()));
        }
    }

    private static String days(OptionalInt days) {
        return days.isPresent() ? days.getAsInt() + " days" : "not set";
    }

    /// What both make of stock that is not known, if they differ in it.
    private static Optional<LevelOutcomes> unknown(Profile before, Profile after, Decides decides) {
        var facts = ListingTraits.NONE.facts(List.of(), 1);
        var one = ProfileComparison.outcome(before, facts, decides);
        var other = ProfileComparison.outcome(after, facts, decides);
        return IdleExceptions.alike(one, other)
                ? Optional.empty()
                : Optional.of(new LevelOutcomes(0, List.of(one, other)));
    }

    private static String told(LevelOutcomes unknown) {
        return "stock unknown: " + ProfileComparison.shownBoth(unknown.before(), unknown.after());
    }
}
