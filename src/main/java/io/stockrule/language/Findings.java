package io.stockrule.language;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What was found so far in one text, whichever step finds it.
public final class Findings {
    /// A text of nothing but mistakes is told the first ones; more would help nobody. Errors go before warnings.
    public static final int SHOWN = 100;

    private final Kind errors = new Kind();
    private final Kind warnings = new Kind();

    /// The first findings of one severity, and how many there are.
    private static final class Kind {
        private static final int KEPT = 10 * SHOWN;

        private final List<Diagnostic> kept = new ArrayList<>();
        private int count;

        void add(Diagnostic diagnostic) {
            count++;
            if (kept.size() < KEPT) {
                kept.add(diagnostic);
            }
        }

        List<Diagnostic> first(int number) {
            return kept.stream()
                    .sorted(comparing(Diagnostic::span))
                    .limit(number)
                    .toList();
        }

        Optional<Diagnostic> firstHidden(int shown) {
            return kept.stream().sorted(comparing(Diagnostic::span)).skip(shown).findFirst();
        }
    }

    public void add(Diagnostic diagnostic) {
        (diagnostic.isError() ? errors : warnings).add(diagnostic);
    }

    public int count() {
        return errors.count + warnings.count;
    }

    public boolean has(Code code, Span span) {
        return Stream.concat(errors.kept.stream(), warnings.kept.stream())
                .anyMatch(each -> each.code() == code && each.span().equals(span));
    }

    public boolean hasErrors() {
        return errors.count > 0;
    }

    public boolean hasErrorsOutside(Set<Integer> lines) {
        return errors.kept.stream().anyMatch(each -> !lines.contains(each.span().line()));
    }

    /// Those that are shown, in the order of the text.
    public List<Diagnostic> sorted() {
        var told = new ArrayList<>(errors.first(SHOWN));
        int room = SHOWN - told.size();
        told.addAll(warnings.first(room));
        told.sort(comparing(Diagnostic::span));
        errors.firstHidden(SHOWN).ifPresent(first -> told.add(moreErrors(first)));
        warnings.firstHidden(room).ifPresent(first -> told.add(moreWarnings(first, warnings.count - room)));
        return List.copyOf(told);
    }

    private Diagnostic moreErrors(Diagnostic firstHidden) {
        return Diagnostic.error(
                Code.TOO_MANY_MISTAKES,
                firstHidden.span(),
                "from here on there are %d more mistakes".formatted(errors.count - SHOWN),
                "correct those above first");
    }

    private static Diagnostic moreWarnings(Diagnostic firstHidden, int hidden) {
        return Diagnostic.warning(
                Code.TOO_MANY_WARNINGS,
                firstHidden.span(),
                "from here on there are %d more warnings".formatted(hidden),
                "see to those above first");
    }
}
