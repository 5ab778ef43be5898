package io.stockrule.language;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The statements of a profile that are for some listings only, before or after it is known for which listing.
///
/// @param open in the order of the text, which is the order in which they are tried
/// @param applied of a profile of one listing: those that were for it
public record LimitedStatements(List<Limited> open, List<Limited> applied) {
    public static final LimitedStatements NONE = new LimitedStatements(List.of(), List.of());

    public LimitedStatements {
        open = List.copyOf(open);
        applied = List.copyOf(applied);
    }

    public static LimitedStatements of(List<Limited> open) {
        return open.isEmpty() ? NONE : new LimitedStatements(open, List.of());
    }

    static LimitedStatements applied(List<Limited> applied) {
        return applied.isEmpty() ? NONE : new LimitedStatements(List.of(), applied);
    }

    /// Whether it takes a listing to know which statements apply.
    public boolean isOpen() {
        return !open.isEmpty();
    }

    /// For whom a provision of a listing's profile was written; empty where it is for all, or for the rest.
    public Optional<String> whom(Provision provision) {
        return applied.stream()
                .filter(each -> each.provision().equals(provision))
                .map(Limited::whom)
                .findFirst();
    }

    /// Without where and in which words they were written; rule files last, whose place among others means nothing.
    LimitedStatements meaning() {
        return LimitedStatements.of(open.stream()
                .sorted(Comparator.comparing(each -> each.provision() instanceof Provision.Includes))
                .map(each -> new Limited(each.provision(), each.where().simplified(), "", Span.NOWHERE))
                .toList());
    }
}
