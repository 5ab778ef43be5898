package io.stockrule.language.drawing;

import io.stockrule.language.Decides;
import io.stockrule.language.Profile;
import io.stockrule.language.meaning.Interpreter;
import io.stockrule.language.proof.ListingCases;
import java.util.LinkedHashSet;
import java.util.List;

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
        var cases = ListingCases.ofBoth(before, after);
        var withoutStock = new WithoutStock(before, after, decides);
        rows.addAll(withoutStock.rows(cases));
        var comparison = new ProfileComparison(before, after, decides, relation);
        rows.addAll(comparison.rows(cases));
        withoutStock.addTo(relation);
        return new Difference(List.copyOf(rows), comparison.complete(), relation.relation());
    }
}
