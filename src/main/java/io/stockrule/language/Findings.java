package io.stockrule.language;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The mistakes found so far in one text, whichever step finds them.
public final class Findings {
    /// A text of nothing but mistakes is told the first ones; more would help nobody.
    static final int SHOWN = 100;

    private static final int KEPT = 10 * SHOWN;

    private final List<Diagnostic> found = new ArrayList<>();
    private int count;

    public void add(Diagnostic diagnostic) {
        count++;
        if (found.size() < KEPT) {
            found.add(diagnostic);
        }
    }

    public int count() {
        return count;
    }

    public boolean has(Code code, Span span) {
        return found.stream()
                .anyMatch(each -> each.code() == code && each.span().equals(span));
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    public boolean hasErrorsOutside(Set<Integer> lines) {
        return found.stream()
                .anyMatch(each -> each.isError() && !lines.contains(each.span().line()));
    }

    /// All of them in the order of the text.
    public List<Diagnostic> sorted() {
        var sorted = found.stream().sorted(comparing(Diagnostic::span)).toList();
        if (count <= SHOWN) {
            return sorted;
        }
        return Stream.concat(sorted.stream().limit(SHOWN), Stream.of(more(sorted.get(SHOWN))))
                .toList();
    }

    private Diagnostic more(Diagnostic firstHidden) {
        return Diagnostic.error(
                Code.TOO_MANY_MISTAKES,
                firstHidden.span(),
                "from here on there are %d more mistakes".formatted(count - SHOWN),
                "correct those above first");
    }
}
