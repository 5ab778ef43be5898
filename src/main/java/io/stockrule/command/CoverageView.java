package io.stockrule.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrule.language.Span;
import io.stockrule.language.coverage.Coverage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `check --coverage --json` says of one profile.
///
/// @param includedRules whether rule files decide too, of which nothing is covered
/// @param examples lines that cover what is missing
record CoverageView(
        CountView statements,
        CountView sides,
        int expectations,
        List<SideView> missing,
        List<SideView> outOfReach,
        List<SideView> undecided,
        List<String> examples,
        boolean includedRules) {
    static CoverageView of(Coverage coverage, boolean includedRules) {
        return new CoverageView(
                CountView.of(coverage.statements()),
                CountView.of(coverage.sides()),
                coverage.expectations(),
                coverage.missing().stream()
                        .map(each -> SideView.of(each.span(), each.message(), each.example(), null))
                        .toList(),
                coverage.outOfReach().stream()
                        .map(each -> SideView.of(each.span(), each.message(), null, each.why()))
                        .toList(),
                coverage.undecided().stream()
                        .map(each -> SideView.of(each.span(), each.message(), null, null))
                        .toList(),
                coverage.examples(),
                includedRules);
    }

    record CountView(int covered, int all) {
        static CountView of(Coverage.Count count) {
            return new CountView(count.covered(), count.all());
        }
    }

    /// @param example a line that would cover it; null where there is none
    /// @param decidesTheSame what could be said instead, whatever a line says; null where lines can tell
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SideView(
            int line,
            int column,
            int length,
            String message,
            @Nullable String example,
            @Nullable String decidesTheSame) {
        static SideView of(Span span, String message, @Nullable String example, @Nullable String decidesTheSame) {
            return new SideView(span.line(), span.column(), span.length(), message, example, decidesTheSame);
        }
    }
}
