package io.stockrule.command;

import static java.util.Comparator.comparing;

import io.stockrule.language.Span;
import io.stockrule.language.coverage.Coverage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells which sides of a profile no `expect` line tries.
///
/// @param file as it is named in messages
record CoverageReport(String file, Coverage coverage) {
    /// One side of which something is to say.
    private record Row(Span span, String message, String help) {}

    /// All that is not covered, and how much is.
    String full() {
        return told(Stream.of(missing(), outOfReach(), undecided()).flatMap(each -> each)) + summary() + "\n";
    }

    /// What no line can cover, or none was found for: what is said beside lines that cover the rest.
    String leftOut() {
        return told(Stream.concat(outOfReach(), undecided()));
    }

    private Stream<Row> missing() {
        return coverage.missing().stream()
                .map(each -> new Row(each.span(), "not covered: " + each.message(), each.example()));
    }

    private Stream<Row> outOfReach() {
        return coverage.outOfReach().stream()
                .map(each -> new Row(
                        each.span(),
                        "cannot be covered: " + each.message(),
                        "whatever a line says, the profile decides the same " + each.why()));
    }

    private Stream<Row> undecided() {
        return coverage.undecided().stream()
                .map(each -> new Row(
                        each.span(),
                        "not covered, and perhaps it cannot be: " + each.message(),
                        "no line was found for it, and not all stock of all listings was tried"));
    }

    private String told(Stream<Row> rows) {
        return rows.sorted(comparing(Row::span))
                .map(row -> "%s:%d:%d: %s%n  help: %s%n"
                        .formatted(file, row.span().line(), row.span().column(), row.message(), row.help()))
                .collect(Collectors.joining());
    }

    private String summary() {
        var statements = coverage.statements();
        var sides = coverage.sides();
        return "%s: %d of %s, %d of %s covered by %s"
                .formatted(
                        file,
                        statements.covered(),
                        Counted.of(statements.all(), "statement"),
                        sides.covered(),
                        Counted.of(sides.all(), "side"),
                        Counted.of(coverage.expectations(), "expectation"));
    }
}
