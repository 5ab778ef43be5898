package io.stockrule.language;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The statements of a profile that are for some listings only, before or after it is known for which listing.
///
/// @param open in the order of the text, which is the order in which they are tried
/// @param applied of a profile of one listing: those that were for it
public record LimitedStatements(List<LimitedStatement> open, List<LimitedStatement> applied) {
    public static final LimitedStatements NONE = new LimitedStatements(List.of(), List.of());

    public LimitedStatements {
        open = List.copyOf(open);
        applied = List.copyOf(applied);
    }

    public static LimitedStatements of(List<LimitedStatement> open) {
        return open.isEmpty() ? NONE : new LimitedStatements(open, List.of());
    }

    /// The same with rule files last, in the order in which they run: their place among others means nothing.
    ///
    /// @param includes the names of all rule files in that order
    public static LimitedStatements of(List<LimitedStatement> open, List<String> includes) {
        return of(open.stream()
                .sorted(Comparator.comparingInt(
                        each -> each.provision() instanceof Provision.Includes(var file) ? includes.indexOf(file) : -1))
                .toList());
    }

    static LimitedStatements applied(List<LimitedStatement> applied) {
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
                .map(LimitedStatement::whom)
                .findFirst();
    }

    /// Without where and in which words they were written.
    LimitedStatements meaning() {
        return LimitedStatements.of(open.stream()
                .map(each -> new LimitedStatement(each.provision(), each.where().simplified(), "", Span.NOWHERE))
                .toList());
    }
}
